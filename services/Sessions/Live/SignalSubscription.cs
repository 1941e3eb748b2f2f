using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>One reader listening to a topic that has no log: what is given from now on, the newest of each key.</summary>
internal sealed class SignalSubscription(LogKey key, LogHub hub, ILogSink sink)
{
    /// <summary>Goes on until cancelled; answers why it cannot go on.</summary>
    public async Task<SubscriptionEnded.Types.Reason> RunAsync(CancellationToken cancellationToken)
    {
        using var listener = await hub.ListenAsync(key, cancellationToken);
        listener.HearsSignals = true;
        await sink.SubscribedAsync(epoch: 0, reset: false, cancellationToken);
        var signals = new List<Signal>();
        while (await listener.News.WaitToReadAsync(cancellationToken))
        {
            while (listener.News.TryRead(out _))
            {
                // Each says only that signals wait.
            }

            listener.TakeSignals(signals);
            if (signals.Count > 0)
            {
                await sink.SignalsAsync(signals, cancellationToken);
                signals.Clear();
            }
        }

        return SubscriptionEnded.Types.Reason.Lagged;
    }
}
