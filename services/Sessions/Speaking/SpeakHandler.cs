using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Chat.Sessions.Unanswered;
using Grpc.Core;

namespace Chat.Sessions.Speaking;

/// <summary>Speak calls: what the wire says, put into words of <see cref="ReplyIntake"/>.</summary>
internal sealed class SpeakHandler(
    ReplyIntake intake,
    ReplyKeeper keeper,
    OrphanedReplies orphans,
    AiFailures failures,
    IHostApplicationLifetime lifetime,
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
        SpeakCommit? commit;
        try
        {
            // Its speaker may be gone already.
            await responses.WriteAsync(SpeakMapping.ToWire(begun), cancellationToken);
            await using var call = new SpeakCall(reply, keeper, responses, logger, cancellationToken);
            commit = await ReadAsync(call, requests, cancellationToken);
        }
        catch
        {
            LetGo(begun);
            throw;
        }

        if (commit is not null)
        {
            await CommitAsync(beginning with { Key = reply.Key }, commit, reply, responses, cancellationToken);
        }
        else if (LetGo(begun) is { } stopping)
        {
            throw stopping.ToRpcException();
        }
    }

    /// <summary>The call broke off.</summary>
    private InstanceStopping? LetGo(BegunReply begun)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Its speaker is there and goes on at another instance: to store what was said would cut it off.
            intake.Leave(begun.Reply);
            return new InstanceStopping();
        }

        orphans.Adopt(begun.Reply, begun.Caller);
        return null;
    }

    /// <summary>Takes in what is said until the commit; null when the call breaks off before.</summary>
    private async Task<SpeakCommit?> ReadAsync(
        SpeakCall call,
        IAsyncStreamReader<SpeakRequest> requests,
        CancellationToken cancellationToken
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            lifetime.ApplicationStopping
        );
        try
        {
            do
            {
                if (Take(call, requests.Current) is { } commit)
                {
                    return commit;
                }
            } while (await requests.MoveNext(ending.Token));
        }
        catch (Exception exception)
            when (exception
                    is OperationCanceledException
                        or IOException
                        or InvalidOperationException
                        or RpcException { StatusCode: StatusCode.Cancelled }
            )
        {
            // The speaker is gone, or so is the way to it: what was said must not be lost with it.
            SpeakingLog.BrokeOff(logger, exception, call.Reply.Key.ReplyId);
        }

        return null;
    }

    private SpeakCommit? Take(SpeakCall call, SpeakRequest request)
    {
        if (request.Delta is { } delta)
        {
            intake.Say(call.Reply, delta.Offset, delta.Text);
        }

        if (request.ReaderGone is { } grace)
        {
            call.ReaderGone(grace.ToTimeSpan());
        }

        return request.Commit;
    }

    private async Task CommitAsync(
        ReplyBeginning beginning,
        SpeakCommit commit,
        ActiveReply? reply,
        IServerStreamWriter<SpeakResponse> responses,
        CancellationToken cancellationToken
    )
    {
        if (commit.Text.Length == 0)
        {
            var key = beginning.Key;
            var isSettled = await failures.SettleAsync(
                new ConversationKey(key.TenantId, key.ConversationId),
                commit.InterruptionReason
            );
            await intake.GiveUpAsync(key, reply, isSettled);
            await responses.WriteAsync(new SpeakResponse { Committed = new SpeakCommitted() }, cancellationToken);
            return;
        }

        // Not the call's token: whoever sent a commit means it, even if it does not wait for the answer.
        Result<StoredMessage> stored;
        try
        {
            stored = await intake.CommitAsync(beginning, SpeakMapping.ToDomain(commit), CancellationToken.None);
        }
        finally
        {
            // Also when the store is away: its speaker begins it anew then, here or on another instance.
            if (reply is not null)
            {
                intake.Leave(reply);
            }
        }

        if (!stored.IsSuccess)
        {
            throw stored.Error.ToRpcException();
        }

        await responses.WriteAsync(SpeakMapping.ToWire(stored.Value), cancellationToken);
    }
}
