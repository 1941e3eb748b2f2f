using Chat.ServiceDefaults;
using Chat.Sessions.Routing;

namespace Chat.Sessions.Tests.Routing;

/// <summary>Agents to choose from.</summary>
internal static class RoutingAgents
{
    public static readonly DateTime Noon = new(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Online, with room for as many more as the load leaves.</summary>
    public static RoutingAgent Online(int load = 0, int capacity = 5) =>
        new()
        {
            Id = Ids.New(),
            IsActive = true,
            IsOnline = true,
            Capacity = capacity,
            Load = load,
        };

    public static RoutingAgent Full() => Online(load: 2, capacity: 2);

    public static RoutingAgent Away() => Online() with { IsOnline = false };

    public static RoutingAgent Inactive() => Online() with { IsActive = false };
}
