namespace Chat.Sessions.Routing;

/// <summary>Where to say that something happened in a tenant which moves its queue, its figures, or both.</summary>
internal sealed class RoutingRounds(OnlineAgents online) : IDisposable
{
    /// <summary>Tenants whose queue is to be looked after.</summary>
    public TenantNotices Queue { get; } = new();

    /// <summary>Tenants whose figures changed.</summary>
    public TenantNotices Stats { get; } = new();

    /// <summary>Assignments, agents or settings changed.</summary>
    public void Changed(Guid tenantId)
    {
        online.Refresh(tenantId);
        Queue.Note(tenantId);
        Stats.Note(tenantId);
    }

    public void Dispose()
    {
        Queue.Dispose();
        Stats.Dispose();
    }
}
