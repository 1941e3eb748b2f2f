using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools;

/// <summary>What the model may call, and how far it may go.</summary>
internal sealed class ToolsOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Inference:Tools";

    /// <summary>Most rounds of tool calls in one reply, 1 to 20; default 5. A model that wants more has failed.</summary>
    [Range(1, 20)]
    public int MaxRounds { get; set; } = 5;

    /// <summary>Most calls of one round that run at the same time, 1 to 16; default 4.</summary>
    [Range(1, 16)]
    public int MaxParallelCalls { get; set; } = 4;

    /// <summary>Longest wait for one call, 100 ms to 5 min; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest result given to the model, in UTF-16 units, 1,000 to 1,000,000; default 20,000.</summary>
    [Range(1000, 1_000_000)]
    public int MaxResultLength { get; set; } = 20_000;

    /// <summary>The tools of tenants that have no entry of their own; default none.</summary>
    [ValidateObjectMembers]
    public ToolSetOptions Default { get; set; } = new();

    /// <summary>The tools of tenants that have others, by the tenant's id; nothing is inherited.</summary>
    public Dictionary<string, ToolSetOptions> Tenants { get; } = new(StringComparer.OrdinalIgnoreCase);
}
