using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Dispatch;
using Chat.Webhooks.Subscriptions;

namespace Chat.Webhooks.Events;

/// <summary>
/// Turns an event into deliveries, one per subscription that wants it. When it returns they are durable; events that come
/// while others are being stored are stored together.
/// </summary>
internal sealed class DeliveryIntake : IAsyncDisposable
{
    private readonly GroupCommitter<NewDelivery, bool> _group;
    private readonly SubscriptionDirectory _directory;
    private readonly DispatchSignal _signal;

    public DeliveryIntake(DeliveryInserts inserts, SubscriptionDirectory directory, DispatchSignal signal)
    {
        _directory = directory;
        _signal = signal;
        _group = new GroupCommitter<NewDelivery, bool>(
            async (deliveries, cancellationToken) =>
            {
                await inserts.AddAsync(deliveries, cancellationToken);
                return [.. deliveries.Select(_ => (Result<bool>)true)];
            },
            new GroupCommitterOptions { Lanes = 2 }
        );
    }

    /// <summary>The subscriptions of the tenant that want such an event.</summary>
    public async ValueTask<IReadOnlyList<Guid>> MatchingAsync(
        Guid tenantId,
        string eventType,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await _directory.GetAsync(cancellationToken);
        return snapshot.Matching(tenantId, eventType);
    }

    /// <summary>Stores a delivery of <paramref name="webhookEvent"/> for each of <paramref name="subscriptions"/>.</summary>
    /// <returns>
    /// <see cref="Unavailable"/> when too much is waiting. Some of the deliveries may exist then: to add them again is
    /// harmless.
    /// </returns>
    public async Task<Result> AddAsync(
        WebhookEvent webhookEvent,
        IReadOnlyList<Guid> subscriptions,
        CancellationToken cancellationToken
    )
    {
        var commits = subscriptions.Select(id =>
            _group.CommitAsync(id, new NewDelivery(webhookEvent, id), cancellationToken)
        );
        foreach (var result in await Task.WhenAll(commits))
        {
            if (!result.IsSuccess)
            {
                return result.Error;
            }
        }

        _signal.Notify();
        return Result.Success;
    }

    public ValueTask DisposeAsync() => _group.DisposeAsync();
}
