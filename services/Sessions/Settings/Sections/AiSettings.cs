using System.ComponentModel.DataAnnotations;
using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Settings.Sections;

/// <summary>When and how the AI answers.</summary>
internal sealed record AiSettings : ISettingsSection, ISettingsRules
{
    public static string Name => "ai";

    /// <summary>Whether the AI answers at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Where it is decided whether the AI answers: `manual`, `ai` or `agent-wise`.</summary>
    public AiMode Mode { get; init; } = AiMode.AgentWise;

    /// <summary>The AI answers only while no human agent is online and active.</summary>
    public bool HumansFirst { get; init; }

    /// <summary>What the AI failed to answer waits for a person, where the tenant has agents.</summary>
    public bool EscalateOnFailure { get; init; } = true;

    /// <summary>An agent's own mode goes before `mode`.</summary>
    public bool AllowPerAgentMode { get; init; }

    /// <summary>Whether widgets mark what the AI writes: advice to them, passed on by their configuration.</summary>
    public bool ShowAiTag { get; init; } = true;

    /// <summary>How long the AI waits for a further message before it answers, in milliseconds; 0 to 60,000.</summary>
    [Range(0, 60_000)]
    public int DebounceMilliseconds { get; init; }

    /// <summary>How the AI imitates a person who reads and types.</summary>
    public AiSimulation Simulation { get; init; } = new();

    /// <summary>Whom the AI plays; null: nobody in particular.</summary>
    public AiCharacter? Character { get; init; }

    public IEnumerable<FieldFault> Check()
    {
        (string Name, DelayRange Range)[] delays =
        [
            ("delivery", Simulation.Delivery),
            ("read", Simulation.Read),
            ("beforeTyping", Simulation.BeforeTyping),
            ("betweenBubbles", Simulation.BetweenBubbles),
        ];
        foreach (var (name, range) in delays)
        {
            if (range.MaxMilliseconds < range.MinMilliseconds)
            {
                yield return Below($"/simulation/{name}/maxMilliseconds");
            }
        }

        if (Simulation.MaxTypingMilliseconds < Simulation.MinTypingMilliseconds)
        {
            yield return Below("/simulation/maxTypingMilliseconds");
        }
    }

    private static FieldFault Below(string pointer) =>
        new(pointer, "out_of_range", "Must not be less than the minimum.");
}
