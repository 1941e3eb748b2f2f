using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Settings.Sections;

/// <summary>The people who answer.</summary>
internal sealed record AgentsSettings : ISettingsSection
{
    public static string Name => "agents";

    /// <summary>How many conversations an agent has at once unless the agent says otherwise; 1 to 100.</summary>
    [Range(1, 100)]
    public int MaxConcurrentChats { get; init; } = 5;

    /// <summary>After how long without doing anything an online agent is away, in minutes; 1 to 480.</summary>
    [Range(1, 480)]
    public int AutoAwayMinutes { get; init; } = 5;

    /// <summary>Visitors may see the public agents and choose one.</summary>
    public bool VisitorAgentSelection { get; init; }
}
