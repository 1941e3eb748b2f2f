using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Replies;

/// <summary>First part of a reply: makes the message durable and decides what follows.</summary>
internal sealed class ReplyPlanner(
    Conversations.ConversationsClient conversations,
    Speaker speaker,
    IOptions<RepliesOptions> options
)
{
    /// <summary>Stores the message.</summary>
    /// <remarks>
    /// The caller's cancellation is not passed on: a message given up half-way might be stored with a lease that nobody
    /// uses, and block the conversation until the lease expires. The call's deadline bounds it.
    /// </remarks>
    public async Task<Result<ReplyPlan>> PlanAsync(ReplyRequest request, Principal principal)
    {
        var post = new PostMessageRequest
        {
            ConversationId = request.ConversationId,
            ExternalId = request.ExternalId,
            Author = request.Author,
            Text = request.Text,
            ClientMessageId = request.ClientMessageId,
            HistoryLimit = options.Value.HistoryLimit,
            Lease = new LeaseRequest { ReplyId = Ids.NewText(), Speaker = speaker.Author },
        };
        try
        {
            return Decide(
                post.Lease.ReplyId,
                await conversations.PostMessageAsync(post, GrpcCall.As(principal, CancellationToken.None))
            );
        }
        catch (RpcException exception)
        {
            return exception.ToError();
        }
        catch (OperationCanceledException)
        {
            // No token was passed on, so this is the deadline; the engine gives it this form.
            return new Unavailable("sessions_timeout", "The message could not be stored in time.");
        }
    }

    /// <summary>What the answer of the store means; pure.</summary>
    internal static ReplyPlan Decide(string replyId, PostMessageResponse posted)
    {
        if (posted.Duplicate && posted.ExistingReply is { } reply)
        {
            return new Repeat(posted, reply);
        }
        if (posted.Lease is { } lease)
        {
            return new Answer(posted, replyId, lease.Fence);
        }
        if (posted.BusyReplyId.Length == 0)
        {
            return new LeaveToHumans(posted);
        }
        return posted.Duplicate ? new Follow(posted) : new Answer(posted, replyId, Fence: 0);
    }
}
