namespace Chat.Webhooks.Subscriptions;

/// <summary>Lets this instance know at once what was changed through it; the others learn of it with their next look.</summary>
internal sealed class SubscriptionRefresh(SubscriptionStore store, SubscriptionDirectory directory)
{
    public async Task RunAsync(CancellationToken cancellationToken) =>
        directory.Replace(await store.LoadAsync(cancellationToken));
}
