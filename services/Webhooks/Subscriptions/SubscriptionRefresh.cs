namespace Chat.Webhooks.Subscriptions;

/// <summary>
/// Brings the snapshot up to date: this instance goes at once by what was changed through it, the others with their next
/// look. One at a time, or what was read before a change could replace what was read after it.
/// </summary>
internal sealed class SubscriptionRefresh(SubscriptionStore store, SubscriptionDirectory directory) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            directory.Replace(await store.LoadAsync(cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
