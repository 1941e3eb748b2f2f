using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>Puts one subscription's answers among those of its call; internal signals are kept from outsiders.</summary>
internal sealed class FollowSink(long subscriptionId, bool isOutsider, ChannelWriter<FollowResponse> responses)
    : ILogSink
{
    /// <summary>Called when the reader was let in.</summary>
    public Action? WhenSubscribed { get; init; }

    public async Task SubscribedAsync(long epoch, bool reset, CancellationToken cancellationToken)
    {
        WhenSubscribed?.Invoke();
        await responses.WriteAsync(
            new FollowResponse
            {
                SubscriptionId = subscriptionId,
                Subscribed = new Subscribed { Epoch = epoch, Reset = reset },
            },
            cancellationToken
        );
    }

    public async Task EntriesAsync(long epoch, IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        var response = new LogEntries { Epoch = epoch };
        response.Entries.Add(entries);
        await responses.WriteAsync(
            new FollowResponse { SubscriptionId = subscriptionId, Entries = response },
            cancellationToken
        );
    }

    public async Task SignalsAsync(IReadOnlyList<Signal> signals, CancellationToken cancellationToken)
    {
        var response = new SignalBatch();
        foreach (var signal in signals)
        {
            if (!signal.Internal || !isOutsider)
            {
                response.Signals.Add(signal);
            }
        }

        if (response.Signals.Count > 0)
        {
            await responses.WriteAsync(
                new FollowResponse { SubscriptionId = subscriptionId, Signals = response },
                cancellationToken
            );
        }
    }
}
