using System.Text.Json.Nodes;
using Chat.Contracts.Sessions.V1;

namespace Chat.Inference.Tools;

/// <summary>What came of a call.</summary>
/// <param name="Result">For the model: JSON text, or text.</param>
/// <param name="Failed">It did not do what it was asked to.</param>
/// <param name="Lead">A lead that is durable now; null: none.</param>
internal sealed record ToolOutcome(string Result, bool Failed, Lead? Lead = null)
{
    /// <summary>How it failed, one of <see cref="ToolErrors"/>; null: it did not.</summary>
    public string? Error { get; init; } = Failed ? ToolErrors.Failed : null;

    /// <summary>It did not work; the model decides what follows.</summary>
    /// <param name="message">For the model: what is wrong and, if something can be done, what.</param>
    /// <param name="error">For measurements: which kind of failure.</param>
    public static ToolOutcome Failure(string message, string error = ToolErrors.Failed) =>
        new(new JsonObject { ["success"] = false, ["message"] = message }.ToJsonString(), Failed: true)
        {
            Error = error,
        };

    /// <summary>It worked.</summary>
    /// <param name="message">For the model.</param>
    /// <param name="lead">A lead that is durable now.</param>
    public static ToolOutcome Success(string message, Lead? lead = null) =>
        new(new JsonObject { ["success"] = true, ["message"] = message }.ToJsonString(), Failed: false, lead);
}
