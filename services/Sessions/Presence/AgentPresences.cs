using Chat.ServiceDefaults.Outbox;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Chat.Sessions.Signals;

namespace Chat.Sessions.Presence;

/// <summary>Takes in what is new about agents, and tells everybody whose status changed by it.</summary>
internal sealed class AgentPresences(
    PresenceStore store,
    TenantSettings settings,
    ISignals signals,
    IOutboxSignal outbox
)
{
    /// <summary>Stores the news and tells what changed, durably on the bus and at once to the tenant's agents.</summary>
    /// <param name="news">At most one of an agent.</param>
    public async Task<IReadOnlyList<StatusChange>> TakeAsync(
        IReadOnlyList<AgentNews> news,
        CancellationToken cancellationToken
    )
    {
        var idle = new TimeSpan[news.Count];
        for (var at = 0; at < news.Count; at++)
        {
            var agents = await settings.GetAsync<AgentsSettings>(news[at].Agent.TenantId, cancellationToken);
            idle[at] = TimeSpan.FromMinutes(agents.AutoAwayMinutes);
        }

        var changes = await store.RefreshAsync(news, idle, cancellationToken);
        if (changes.Count > 0)
        {
            outbox.Notify();
        }

        foreach (var change in changes)
        {
            var signal = new PresenceSignal(change.Agent.AgentId, (PresenceStatus)change.Status) { IsInternal = true };
            signals.Publish(change.Agent.TenantId, SignalTopic.Inbox, signal);
        }

        return changes;
    }

    /// <summary>Something about an agent was changed that its status may depend on.</summary>
    public Task ReviewAsync(AgentKey agent, CancellationToken cancellationToken) =>
        TakeAsync([AgentNews.Of(agent)], cancellationToken);
}
