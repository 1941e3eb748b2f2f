using Chat.ServiceDefaults.Data;
using Chat.Sessions.Settings;

namespace Chat.Sessions.Routing;

/// <summary>
/// Hears that a tenant's queue may move: an assignment ended, an agent came, capacity or settings changed, on whatever
/// instance. What is missed the sweep finds.
/// </summary>
internal sealed class RoutingNotices(RoutingRounds rounds) : INoticeReader
{
    /// <summary>As in Data/Sql/agent_queue.sql.</summary>
    private const string Channel = "routing_changed";

    public IReadOnlyList<string> Channels { get; } = [Channel, SettingsNotices.Channel];

    public bool Hear(string payload)
    {
        if (!Guid.TryParseExact(payload, "D", out var tenantId))
        {
            return false;
        }

        rounds.Changed(tenantId);
        return true;
    }
}
