using System.Diagnostics.Metrics;

namespace Chat.Gateway.Chat;

/// <summary>The gateway's instruments.</summary>
internal sealed class GatewayMetrics
{
    private readonly Counter<long> streams;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Chat");
        streams = meter.CreateCounter<long>(
            "chat.gateway.streams",
            unit: "{stream}",
            description: "Event streams of replies that ended, by why they did."
        );
    }

    public void StreamEnded(StreamEnd end) =>
        streams.Add(1, new KeyValuePair<string, object?>("chat.stream.end", end.ToString()));
}
