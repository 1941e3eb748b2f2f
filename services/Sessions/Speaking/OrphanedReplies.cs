using System.Collections.Concurrent;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Speaking;

/// <summary>Replies whose call broke: stored as interrupted unless their speaker comes back in time.</summary>
internal sealed class OrphanedReplies(
    ReplyIntake intake,
    IOptions<SpeakingOptions> options,
    TimeProvider time,
    ILogger<OrphanedReplies> logger
) : IHostedService, IDisposable
{
    private const int MaxTries = 60;
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<ActiveReply, Task> waiting = new();
    private readonly CancellationTokenSource givenUp = new();

    /// <summary>Takes care of a reply whose call broke. Bounded by the number of active replies.</summary>
    public void Adopt(ActiveReply reply, int caller)
    {
        var rescue = RescueAsync(reply, caller, givenUp.Token);
        waiting[reply] = rescue;
        _ = rescue.ContinueWith(
            done => waiting.TryRemove(new KeyValuePair<ActiveReply, Task>(reply, done)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets the windows that are open run out, as far as the host's own limit allows.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(waiting.Values).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Before they are cancelled: what ends takes itself out of the table.
            var left = waiting.Keys.ToList();
            await givenUp.CancelAsync();
            foreach (var reply in left)
            {
                SpeakingLog.GivenUp(logger, reply.Key.ReplyId);
            }
        }
    }

    public void Dispose() => givenUp.Dispose();

    private async Task RescueAsync(ActiveReply reply, int caller, CancellationToken cancellationToken)
    {
        await Task.Delay(options.Value.ResumeWindow, time, cancellationToken);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (!reply.IsCaller(caller))
            {
                return;
            }

            if (await TryRescueAsync(reply, cancellationToken))
            {
                intake.Leave(reply);
                return;
            }

            await Task.Delay(RetryInterval, time, cancellationToken);
        }

        SpeakingLog.GivenUp(logger, reply.Key.ReplyId);
        intake.Leave(reply);
    }

    private async Task<bool> TryRescueAsync(ActiveReply reply, CancellationToken cancellationToken)
    {
        try
        {
            var rescued = await intake.RescueAsync(reply, cancellationToken);
            if (rescued.Error is Unavailable)
            {
                SpeakingLog.RescueFailed(logger, null, reply.Key.ReplyId);
                return false;
            }

            if (rescued.Error is { } error)
            {
                SpeakingLog.WentOnElsewhere(logger, reply.Key.ReplyId, error.Code);
            }
            else
            {
                SpeakingLog.Rescued(logger, reply.Key.ReplyId);
            }

            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Boundary: nobody awaits a rescue; whatever it was, the reply is tried again and then let go.
            SpeakingLog.RescueFailed(logger, exception, reply.Key.ReplyId);
            return false;
        }
    }
}
