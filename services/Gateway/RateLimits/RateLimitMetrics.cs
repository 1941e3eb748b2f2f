using System.Diagnostics.Metrics;

namespace Chat.Gateway.RateLimits;

/// <summary>The rate limit's instrument.</summary>
internal sealed class RateLimitMetrics
{
    private readonly Counter<long> messages;

    public RateLimitMetrics(IMeterFactory meters) =>
        messages = meters
            .Create("Chat")
            .CreateCounter<long>(
                "chat.gateway.rate_limit.messages",
                unit: "{message}",
                description: "Messages that were counted, by whether they were allowed and who counted."
            );

    public void Counted(bool isAllowed, bool isShared) =>
        messages.Add(
            1,
            new KeyValuePair<string, object?>("chat.rate_limit.allowed", isAllowed),
            new KeyValuePair<string, object?>("chat.rate_limit.counter", isShared ? "shared" : "local")
        );
}
