using System.Text.Json.Serialization;

namespace Chat.Sessions.Settings.Sections;

/// <summary>How an agent is chosen among those who could take a conversation.</summary>
[JsonConverter(typeof(KebabEnumConverter<RoutingStrategy>))]
internal enum RoutingStrategy
{
    /// <summary>The one with the fewest open assignments for the capacity.</summary>
    LeastBusy,

    /// <summary>The one whose last assignment is longest ago.</summary>
    RoundRobin,
}
