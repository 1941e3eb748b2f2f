namespace Chat.Sessions.Routing;

/// <summary>
/// Tenants in which something happened, each once however much it was: whoever looks after them sees all of it in one
/// look. Bounded: beyond <see cref="MaxTenants"/> a notice is dropped, and the sweep finds the tenant.
/// </summary>
internal sealed class TenantNotices : IDisposable
{
    private const int MaxTenants = 10_000;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim work = new(0, 1);
    private HashSet<Guid> waiting = [];

    public void Note(Guid tenantId)
    {
        lock (gate)
        {
            if (waiting.Count < MaxTenants && waiting.Add(tenantId) && work.CurrentCount == 0)
            {
                work.Release();
            }
        }
    }

    /// <summary>Waits until there is one, and takes all.</summary>
    public async Task<IReadOnlyCollection<Guid>> TakeAsync(CancellationToken cancellationToken)
    {
        await work.WaitAsync(cancellationToken);
        lock (gate)
        {
            var taken = waiting;
            waiting = [];
            return taken;
        }
    }

    public void Dispose() => work.Dispose();
}
