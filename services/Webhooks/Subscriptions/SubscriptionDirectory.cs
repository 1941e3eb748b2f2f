namespace Chat.Webhooks.Subscriptions;

/// <summary>
/// The newest snapshot of the subscriptions. It only spares the database events that nobody wants: whether a subscription
/// is on is decided by the database again when a delivery is added.
/// </summary>
internal sealed class SubscriptionDirectory
{
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile SubscriptionsSnapshot _snapshot = new([]);

    /// <summary>True once the database was read.</summary>
    public bool IsLoaded => _loaded.Task.IsCompleted;

    public void Replace(SubscriptionsSnapshot snapshot)
    {
        _snapshot = snapshot;
        _loaded.TrySetResult();
    }

    /// <summary>The snapshot; before the first one is loaded, waits for it, so that no event is taken as unwanted.</summary>
    public async ValueTask<SubscriptionsSnapshot> GetAsync(CancellationToken cancellationToken)
    {
        if (!IsLoaded)
        {
            await _loaded.Task.WaitAsync(cancellationToken);
        }

        return _snapshot;
    }
}
