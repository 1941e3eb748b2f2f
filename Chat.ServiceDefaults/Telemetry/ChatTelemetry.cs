using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Chat.ServiceDefaults.Telemetry;

/// <summary>The suite's own source of spans and its meter's name.</summary>
public static class ChatTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Chat";

    /// <summary>Spans of our own. Gives null, and costs nothing, while nobody listens.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>The meter to make instruments of: <c>meters.Create(ChatTelemetry.Name)</c>.</summary>
    /// <param name="meters">The host's meters.</param>
    /// <returns>The meter.</returns>
    public static Meter CreateChatMeter(this IMeterFactory meters) => meters.Create(Name);
}
