using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Grpc.Core;

namespace Chat.Sessions.Speaking;

/// <summary>Speak calls: what the wire says, put into words of <see cref="ReplyIntake"/>.</summary>
internal sealed class SpeakHandler(
    ReplyIntake intake,
    ReplyKeeper keeper,
    OrphanedReplies orphans,
    ILogger<SpeakHandler> logger
)
{
    public async Task HandleAsync(
        IAsyncStreamReader<SpeakRequest> requests,
        IServerStreamWriter<SpeakResponse> responses,
        Guid tenantId,
        CancellationToken cancellationToken
    )
    {
        if (!await requests.MoveNext(cancellationToken) || requests.Current.Begin is not { } begin)
        {
            throw Invalid.Field("/begin", "required", "The first message must begin a reply.").ToRpcException();
        }

        var first = requests.Current;
        var beginning = SpeakMapping.ToDomain(begin, tenantId);
        if (first.Commit is { } commit && beginning.Key.Fence != 0)
        {
            // A short answer in one piece: nobody can come in between, so there is nothing to hold or to tell before.
            await CommitAsync(beginning, commit, null, responses, cancellationToken);
            return;
        }

        var begun = await intake.BeginAsync(beginning, cancellationToken);
        if (!begun.IsSuccess)
        {
            throw begun.Error.ToRpcException();
        }

        await responses.WriteAsync(SpeakMapping.ToWire(begun.Value), cancellationToken);
        await SpeakAsync(begun.Value, beginning, requests, responses, cancellationToken);
    }

    private async Task SpeakAsync(
        BegunReply begun,
        ReplyBeginning beginning,
        IAsyncStreamReader<SpeakRequest> requests,
        IServerStreamWriter<SpeakResponse> responses,
        CancellationToken cancellationToken
    )
    {
        var reply = begun.Reply;
        await using var call = new SpeakCall(reply, keeper, responses, cancellationToken);
        var committed = false;
        try
        {
            var under = beginning with { Key = reply.Key };
            do
            {
                if (await TakeAsync(call, requests.Current) is { } commit)
                {
                    committed = true;
                    await call.EndAsync();
                    await CommitAsync(under, commit, reply, responses, cancellationToken);
                    return;
                }
            } while (await requests.MoveNext(cancellationToken));
        }
        catch (Exception exception)
            when (!committed && exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The speaker is gone, or so is the way to it: what was said must not be lost with it.
            SpeakingLog.BrokeOff(logger, exception, reply.Key.ReplyId);
        }
        finally
        {
            if (!committed)
            {
                orphans.Adopt(reply, begun.Caller);
            }
        }
    }

    private Task<SpeakCommit?> TakeAsync(SpeakCall call, SpeakRequest request)
    {
        if (request.Delta is { } delta)
        {
            intake.Say(call.Reply, delta.Offset, delta.Text);
        }

        if (request.ReaderGone is { } grace)
        {
            call.ReaderGone(grace.ToTimeSpan());
        }

        return Task.FromResult<SpeakCommit?>(request.Commit);
    }

    private async Task CommitAsync(
        ReplyBeginning beginning,
        SpeakCommit commit,
        ActiveReply? reply,
        IServerStreamWriter<SpeakResponse> responses,
        CancellationToken cancellationToken
    )
    {
        // Not the call's token: whoever sent a commit means it, even if it does not wait for the answer.
        var stored = await intake.CommitAsync(beginning, SpeakMapping.ToDomain(commit), CancellationToken.None);
        if (reply is not null)
        {
            intake.Leave(reply);
        }

        if (!stored.IsSuccess)
        {
            throw stored.Error.ToRpcException();
        }

        await responses.WriteAsync(SpeakMapping.ToWire(stored.Value), cancellationToken);
    }
}
