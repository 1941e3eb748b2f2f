using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Live;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Speaking;

/// <summary>What goes on beside an open Speak call: the lease is renewed, and somebody must be listening.</summary>
internal sealed class ReplyKeeper(
    LeaseStore leases,
    ReplyIntake intake,
    LogHub hub,
    IOptions<SpeakingOptions> options,
    TimeProvider time,
    ILogger<ReplyKeeper> logger
)
{
    private static readonly TimeSpan LeastLook = TimeSpan.FromSeconds(1);

    /// <summary>Renews the lease until cancelled; stops the reply when the lease is lost or the store says so.</summary>
    public async Task KeepAsync(ActiveReply reply, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.RenewInterval, time);
        while (!reply.Stopped.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                var renewed = await leases.RenewAsync(reply.Key, cancellationToken);
                if (!renewed.IsSuccess)
                {
                    reply.Stop(StopReasons.TakenOver);
                    return;
                }

                Take(reply, renewed.Value);
            }
            catch (Exception exception) when (FaultClassifier.IsStatementFault(exception))
            {
                // The lease holds for some renewals more; if it runs out, the fence protects the log.
                SpeakingLog.RenewalFailed(logger, exception);
            }
        }
    }

    /// <summary>The reply's reader went away: after the grace somebody else must follow, and go on following.</summary>
    public async Task WatchReadersAsync(ActiveReply reply, TimeSpan grace, CancellationToken cancellationToken)
    {
        var wait = grace;
        while (!reply.Stopped.IsCompleted)
        {
            await Task.Delay(wait, time, cancellationToken);
            if (!await hub.IsFollowedAsync(reply.Key.ConversationId, cancellationToken))
            {
                reply.Stop(StopReasons.NobodyListening);
                return;
            }

            wait = grace > LeastLook ? grace : LeastLook;
        }
    }

    private void Take(ActiveReply reply, RenewedLease renewed)
    {
        reply.Expiry = renewed.Lease.ExpiresAt;
        reply.SawSequence(renewed.LastSequence);
        if (renewed.Stop is { } reason)
        {
            reply.Stop(reason);
        }

        if (reply.TextSoFar().Length > 0)
        {
            intake.Save(reply);
        }
    }
}
