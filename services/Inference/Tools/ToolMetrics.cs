using System.Diagnostics;
using System.Diagnostics.Metrics;
using Chat.ServiceDefaults.Telemetry;

namespace Chat.Inference.Tools;

/// <summary>Measurements of tool calls: by kind, never by arguments, results or addresses.</summary>
internal sealed class ToolMetrics
{
    private readonly Histogram<double> _duration;
    private readonly TimeProvider _timeProvider;

    /// <summary>Makes the instrument.</summary>
    public ToolMetrics(IMeterFactory meters, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _duration = meters
            .CreateChatMeter()
            .CreateHistogram<double>(
                "chat.inference.tool.duration",
                "s",
                "Time a call of a tool took, by the tool's kind and how it failed."
            );
    }

    /// <summary>A call begins.</summary>
    /// <returns>For <see cref="Ended"/>.</returns>
    public long Begin() => _timeProvider.GetTimestamp();

    /// <summary>A call is over.</summary>
    /// <param name="began">What <see cref="Begin"/> gave.</param>
    /// <param name="kind">Who carried it out.</param>
    /// <param name="error">How it failed; null: it did not.</param>
    public void Ended(long began, ToolKind kind, string? error)
    {
        if (!_duration.Enabled)
        {
            return;
        }
        var tags = new TagList { { "chat.tool.kind", NameOf(kind) } };
        if (error is not null)
        {
            tags.Add("error.type", error);
        }
        _duration.Record(_timeProvider.GetElapsedTime(began).TotalSeconds, tags);
    }

    private static string NameOf(ToolKind kind) =>
        kind switch
        {
            ToolKind.CaptureLead => "capture_lead",
            ToolKind.RequestHuman => "request_human",
            ToolKind.Custom => "custom",
            ToolKind.Mcp => "mcp",
            _ => "unknown",
        };
}
