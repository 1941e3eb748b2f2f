using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>Puts one subscription's answers among those of its call.</summary>
internal sealed class FollowSink(long subscriptionId, ChannelWriter<FollowResponse> responses) : ILogSink
{
    public async Task SubscribedAsync(long epoch, bool reset, CancellationToken cancellationToken) =>
        await responses.WriteAsync(
            new FollowResponse
            {
                SubscriptionId = subscriptionId,
                Subscribed = new Subscribed { Epoch = epoch, Reset = reset },
            },
            cancellationToken
        );

    public async Task EntriesAsync(long epoch, IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        var response = new LogEntries { Epoch = epoch };
        response.Entries.Add(entries);
        await responses.WriteAsync(
            new FollowResponse { SubscriptionId = subscriptionId, Entries = response },
            cancellationToken
        );
    }

    public async Task EndedAsync(SubscriptionEnded.Types.Reason reason, CancellationToken cancellationToken) =>
        await responses.WriteAsync(
            new FollowResponse
            {
                SubscriptionId = subscriptionId,
                Ended = new SubscriptionEnded { Reason = reason },
            },
            cancellationToken
        );
}
