using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using StackExchange.Redis;

namespace Chat.Sessions.Presence;

/// <summary>Takes a gateway's word for who is there, and what agents choose.</summary>
internal sealed class BeatHandler(
    PresenceLeases leases,
    PresenceStore store,
    AgentPresences presences,
    ILogger<BeatHandler> logger
)
{
    public const int MaxBeats = 1_000;

    /// <summary>Logins told of that have ended.</summary>
    public async Task<IReadOnlyList<Guid>> HandleAsync(
        string instance,
        IReadOnlyList<AgentBeat> beats,
        CancellationToken cancellationToken
    )
    {
        if (beats.Count == 0)
        {
            return [];
        }

        var ended = await store.EndedAsync(beats, cancellationToken);
        var over = ended.ToHashSet();
        // Who was deactivated is not held up by sockets that have yet to be closed.
        var held = beats
            .Select(beat => over.Contains(beat.LoginId) ? beat with { IsConnected = false } : beat)
            .ToList();
        try
        {
            await leases.BeatAsync(instance, held, cancellationToken);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // Nobody is swept away while Redis is away; the next beat holds again.
            PresenceLog.LeasesUnavailable(logger, exception);
        }

        await presences.TakeAsync(NewsOf(held), cancellationToken);
        return ended;
    }

    // That a socket was closed is no news: another one may be open, and the sweep knows.
    private static List<AgentNews> NewsOf(List<AgentBeat> beats) =>
        [
            .. beats
                .Where(beat => beat.IsConnected)
                .GroupBy(beat => beat.Agent)
                .Select(agent => new AgentNews(agent.Key, IsConnected: true, agent.Any(beat => beat.IsActive), null)),
        ];

    /// <summary>What an agent is from now on, and what others see.</summary>
    public async Task<Result<StatusChange>> ChooseAsync(
        Principal principal,
        Guid agentId,
        AgentStatus status,
        CancellationToken cancellationToken
    )
    {
        if (!AgentAccess.MayDirect(principal, agentId))
        {
            return new StatusForbidden();
        }

        var agent = new AgentKey(principal.TenantId, agentId);
        if (await store.FindAsync(agent, cancellationToken) is null)
        {
            return new AgentNotFound();
        }

        var isOwn = AgentAccess.AgentIdOf(principal) == agentId;
        await presences.TakeAsync([new AgentNews(agent, null, isOwn, status)], cancellationToken);
        return await store.FindAsync(agent, cancellationToken) is { } now ? now : new AgentNotFound();
    }
}
