using Microsoft.Extensions.Options;

namespace Chat.Sessions.Presence;

/// <summary>One look at everybody who is taken for connected.</summary>
internal sealed class SweepRound(
    PresenceLeases leases,
    PresenceStore store,
    AgentPresences presences,
    IOptions<PresenceOptions> options,
    TimeProvider time,
    ILogger<SweepRound> logger
)
{
    private const int BatchSize = 500;
    private readonly AbsentAgents absent = new(time);

    /// <summary>Nothing is known from before.</summary>
    public void Begin() => absent.Forget();

    /// <summary>Whoever is nowhere for the grace is offline from now on; the others may have become idle.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var connected = await store.ConnectedAsync(cancellationToken);
        var missing = new List<AgentKey>();
        foreach (var tenant in connected.GroupBy(agent => agent.TenantId))
        {
            var held = await leases.ReadAsync(tenant.Key, cancellationToken);
            missing.AddRange(tenant.Where(agent => !held.Contains(agent.AgentId)));
        }

        var gone = absent.Gone(missing, options.Value.Grace);
        foreach (var batch in connected.Chunk(BatchSize))
        {
            await presences.TakeAsync(
                [.. batch.Select(agent => gone.Contains(agent) ? Leaving(agent) : AgentNews.Of(agent))],
                cancellationToken
            );
        }

        if (gone.Count > 0)
        {
            PresenceLog.Gone(logger, gone.Count);
        }
    }

    private static AgentNews Leaving(AgentKey agent) => new(agent, IsConnected: false, IsActive: false, null);
}
