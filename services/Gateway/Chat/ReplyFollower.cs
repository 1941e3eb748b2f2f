using Chat.Contracts.Inference.V1;
using Chat.Gateway.Live;
using Chat.Gateway.Sse;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Chat;

/// <summary>
/// A reply that another call makes: it is read from the log, behind the visitor's message. While no word of it comes
/// the request is made again from time to time, because whoever made the reply may be gone: then this call makes it.
/// </summary>
internal sealed class ReplyFollower(Replies.RepliesClient replies, LiveHub live, IOptions<SseOptions> options)
{
    /// <summary>Copies the reply to its end and has the last word.</summary>
    /// <param name="accepted">The request's answer so far, which says that it is to be followed.</param>
    public async Task FollowAsync(ReplyStream stream, Principal principal, ReplyRequest request, ReplyPump accepted)
    {
        var (end, cursor) = (StreamEnd.Follow, accepted.Cursor);
        while (end == StreamEnd.Follow)
        {
            (end, cursor) = await ReadLogAsync(stream, principal, accepted.ConversationId, cursor);
            if (end is (StreamEnd.Silent or StreamEnd.Nothing) && cursor.Offset == 0)
            {
                (end, cursor) = await AskAgainAsync(stream, principal, request, cursor);
            }
        }
        await stream.FinishAsync(end, cursor);
    }

    private async Task<(StreamEnd End, LogCursor Cursor)> ReadLogAsync(
        ReplyStream stream,
        Principal principal,
        string conversationId,
        LogCursor cursor
    )
    {
        var subscribed = live.Subscribe(principal, conversationId, cursor);
        if (!subscribed.IsSuccess)
        {
            return (StreamEnd.UpstreamUnavailable, cursor);
        }
        using var subscription = subscribed.Value;
        var (firstSilence, silence) = (options.Value.AskAgainAfter, options.Value.ReplySilenceLimit);
        var pump = new LogReplyPump(stream, subscription, cursor, firstSilence, silence, live.Time);
        return (await stream.RunAsync(pump), pump.Cursor);
    }

    private async Task<(StreamEnd End, LogCursor Cursor)> AskAgainAsync(
        ReplyStream stream,
        Principal principal,
        ReplyRequest request,
        LogCursor cursor
    )
    {
        using var call = replies.Reply(request, GrpcCall.As(principal, stream.Token));
        var reply = call.ResponseStream;
        var pump = new ReplyPump(stream.Connection, stream.Frames, reply, told: cursor.ReplyId);
        var end = await stream.RunAsync(async token =>
            // The call itself carries the token.
            await reply.MoveNext(CancellationToken.None) ? await pump.CopyAsync(token) : StreamEnd.UpstreamFailed
        );
        return (end, pump.ConversationId.Length > 0 ? pump.Cursor : cursor);
    }
}
