using Grpc.Net.Client.Balancer;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>Tells a channel the instances that answer, and each change.</summary>
internal sealed class WatchedResolver(InstanceWatch watch) : Resolver
{
    private readonly Lock gate = new();
    private IDisposable? subscription;

    public override void Start(Action<ResolverResult> listener)
    {
        subscription = watch.Subscribe(() => Tell(listener));
        Tell(listener);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            subscription?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Tell(Action<ResolverResult> listener)
    {
        // One after the other, so that the last word is the newest.
        lock (gate)
        {
            listener(ResolverResult.ForResult(watch.Addresses));
        }
    }
}
