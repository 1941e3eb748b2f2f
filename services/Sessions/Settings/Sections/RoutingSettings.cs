using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Settings.Sections;

/// <summary>How conversations come to agents.</summary>
internal sealed record RoutingSettings : ISettingsSection
{
    public static string Name => "routing";

    /// <summary>A waiting conversation is given to an agent who has room; else agents take them themselves.</summary>
    public bool AutoAssign { get; init; } = true;

    /// <summary>Whom it is given to: `least-busy` or `round-robin`.</summary>
    public RoutingStrategy Strategy { get; init; } = RoutingStrategy.LeastBusy;

    /// <summary>Only agents who have all skills the conversation asks for.</summary>
    public bool MatchSkills { get; init; } = true;

    /// <summary>Only agents of the department the conversation asks for.</summary>
    public bool MatchDepartment { get; init; } = true;

    /// <summary>The agent the visitor prefers, or had before, goes first while there is room.</summary>
    public bool PreferKnownAgent { get; init; } = true;

    /// <summary>Nobody may begin a conversation while no agent is online.</summary>
    public bool RequireAgentForChat { get; init; }

    /// <summary>How long a vanished agent keeps the conversations before they wait again, in seconds; 0 to 3,600.</summary>
    [Range(0, 3_600)]
    public int VanishedAgentGraceSeconds { get; init; } = 60;

    /// <summary>How urgent the conversations of a user category are; at most 100 categories.</summary>
    [MaxLength(100)]
    public IReadOnlyDictionary<string, QueuePriority> PriorityByUserCategory { get; init; } =
        new Dictionary<string, QueuePriority>(StringComparer.Ordinal);
}
