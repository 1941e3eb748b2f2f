using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Appending;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Replies;

/// <summary>First part of a reply: makes the message durable and decides what follows.</summary>
internal sealed class ReplyPlanner(MessageAppender messages, IOptions<RepliesOptions> options)
{
    /// <summary>Stores the message.</summary>
    public async Task<Result<ReplyPlan>> PlanAsync(ReplyRequest request, Principal principal)
    {
        var post = new PostMessageRequest
        {
            ConversationId = request.ConversationId,
            ExternalId = request.ExternalId,
            Author = request.Author,
            Text = request.Text,
            ClientMessageId = request.ClientMessageId,
            ReuseLive = request.ReuseLive,
            HistoryLimit = options.Value.HistoryLimit,
            Lease = new LeaseRequest { ReplyId = Ids.NewText(), Again = request.Again },
        };
        var posted = await messages.PostAsync(post, principal);
        return posted.IsSuccess ? Decide(post.Lease, posted.Value) : posted.Error;
    }

    /// <summary>What the answer of the store means; pure.</summary>
    internal static ReplyPlan Decide(LeaseRequest asked, PostMessageResponse posted)
    {
        if (posted.Duplicate && posted.ExistingReply is { } reply)
        {
            return new Repeat(posted, reply);
        }
        if (posted.Lease is { } lease)
        {
            return new Answer(posted, asked.ReplyId, lease.Fence, asked.Again);
        }
        if (posted.BusyReplyId.Length == 0)
        {
            return new LeaveToHumans(posted);
        }
        // Who speaks may be answering another message: then the turn is waited for, and what came meanwhile looked at.
        var isBeingAnswered = posted.Duplicate && posted.BusyAnswers == posted.Message.Id;
        return isBeingAnswered && asked.Again != AnswerAgain.Always
            ? new Follow(posted)
            : new Answer(posted, asked.ReplyId, Fence: 0, asked.Again);
    }
}
