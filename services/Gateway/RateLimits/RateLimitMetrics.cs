using System.Diagnostics.Metrics;

namespace Chat.Gateway.RateLimits;

/// <summary>The rate limit's instruments.</summary>
internal sealed class RateLimitMetrics
{
    private readonly Counter<long> messages;
    private readonly Counter<long> calls;

    public RateLimitMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Chat");
        messages = meter.CreateCounter<long>(
            "chat.gateway.rate_limit.messages",
            unit: "{message}",
            description: "Messages that were counted, by whether they were allowed and who counted."
        );
        calls = meter.CreateCounter<long>(
            "chat.gateway.rate_limit.calls",
            unit: "{call}",
            description: "Other calls that were counted, by whether they were allowed and who counted."
        );
    }

    public void MessageCounted(bool isAllowed, bool isShared) => Add(messages, isAllowed, isShared);

    public void CallCounted(bool isAllowed, bool isShared) => Add(calls, isAllowed, isShared);

    private static void Add(Counter<long> counter, bool isAllowed, bool isShared) =>
        counter.Add(
            1,
            new KeyValuePair<string, object?>("chat.rate_limit.allowed", isAllowed),
            new KeyValuePair<string, object?>("chat.rate_limit.counter", isShared ? "shared" : "local")
        );
}
