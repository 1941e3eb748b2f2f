using Chat.ServiceDefaults.Errors;

namespace Chat.Webhooks.Subscriptions;

/// <summary>
/// Brings the snapshot up to date: this instance goes at once by what was changed through it, the others with their next
/// look. One at a time, or what was read before a change could replace what was read after it.
/// </summary>
internal sealed class SubscriptionRefresh(
    SubscriptionStore store,
    SubscriptionDirectory directory,
    ILogger<SubscriptionRefresh> logger
) : IDisposable
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

    /// <summary>
    /// After a change that is stored. Whoever made it must not hear that it failed because this look did: they would make it
    /// again, and the next look comes soon by itself.
    /// </summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(cancellationToken);
        }
        catch (Exception e) when (FaultClassifier.IsStatementFault(e))
        {
            SubscriptionsLog.NotFollowed(logger, e);
        }
    }

    public void Dispose() => _turn.Dispose();
}
