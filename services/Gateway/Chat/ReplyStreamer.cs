using Chat.Contracts.Inference.V1;
using Chat.Gateway.Live;
using Chat.Gateway.RateLimits;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.Gateway.Chat;

/// <summary>
/// Answers a request with the stream of a reply, in whatever frames the caller speaks. An error comes back only while
/// nothing has been written, so that it can be an ordinary HTTP answer; later ones are part of the stream.
/// </summary>
internal sealed class ReplyStreamer(
    Replies.RepliesClient replies,
    StreamOpener opener,
    ReplyFollower follower,
    LiveHub live
)
{
    /// <summary>Stores the message and streams its answer.</summary>
    /// <param name="refuse">Looks at the acceptance before anything is written; an error is the request's answer.</param>
    public async Task<Error?> StreamAsync(
        HttpContext context,
        Principal principal,
        RateTrust trust,
        ReplyRequest request,
        ReplyFrames frames,
        Func<ReplyAccepted, Error?>? refuse = null
    )
    {
        var opened = await opener.OpenAsync(context, principal, trust, frames);
        if (!opened.IsSuccess)
        {
            return opened.Error;
        }
        await using var stream = opened.Value;
        using var call = replies.Reply(request, GrpcCall.As(principal, stream.Token));
        if (await AwaitAcceptanceAsync(call.ResponseStream, stream) is { } refusal)
        {
            return refusal;
        }
        if (
            call.ResponseStream.Current.Events is [{ Accepted: { } accepted }, ..]
            && refuse?.Invoke(accepted) is { } no
        )
        {
            return no;
        }
        if (frames.IsStream)
        {
            stream.Connection.Start();
        }
        var pump = new ReplyPump(stream.Connection, frames, call.ResponseStream);
        var end = await stream.RunAsync(pump);
        if (end == StreamEnd.Follow)
        {
            await follower.FollowAsync(stream, principal, request, pump);
        }
        else
        {
            await stream.FinishAsync(end, pump.Cursor);
        }
        return null;
    }

    /// <summary>Streams the rest of a reply that was begun on another stream.</summary>
    public async Task<Error?> ResumeAsync(
        HttpContext context,
        Principal principal,
        RateTrust trust,
        string conversationId,
        LogCursor cursor,
        ReplyFrames frames
    )
    {
        var opened = await opener.OpenAsync(context, principal, trust, frames);
        if (!opened.IsSuccess)
        {
            return opened.Error;
        }
        await using var stream = opened.Value;
        var subscribed = live.Subscribe(principal, conversationId, cursor);
        if (!subscribed.IsSuccess)
        {
            return subscribed.Error;
        }
        using var subscription = subscribed.Value;
        var began = await stream.BeginAsync(subscription);
        if (!began.IsSuccess)
        {
            return began.Error;
        }
        if (began.Value.Reset)
        {
            return new LogReset();
        }
        stream.Connection.Start();
        var silence = opener.SilenceLimit;
        await stream.CompleteAsync(new LogReplyPump(stream, subscription, cursor, silence, silence, live.Time));
        return null;
    }

    /// <summary>Waits for the first batch. Until then the service's refusal is the answer to the request.</summary>
    private static async Task<Error?> AwaitAcceptanceAsync(IAsyncStreamReader<ReplyBatch> reply, ReplyStream stream)
    {
        Error? fault;
        try
        {
            // The call itself carries the token.
            return await reply.MoveNext(CancellationToken.None) ? null : new ReplyMissing();
        }
        catch (Exception cut)
            when (cut is OperationCanceledException or RpcException && stream is { HasReader: true, Expelled: not null }
            )
        {
            return stream.Expelled;
        }
        catch (Exception cut)
            when (cut is OperationCanceledException or RpcException && stream is { HasReader: true, IsStopping: true })
        {
            return new InstanceStopping();
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, stream.Token, out fault))
        {
            return fault;
        }
    }
}
