using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Chat.IntegrationTests.Suite;
using Chat.IntegrationTests.Suite.Telemetry;

namespace Chat.IntegrationTests.FirstConversation;

/// <summary>One trace from the browser's request to the customer's webhook.</summary>
[Collection(SingleSuiteTests.Name)]
public sealed class TraceTests(SingleSuite suite)
{
    [Fact]
    public async Task Chat_OneRequest_IsOneTraceThroughGrpcDatabaseBusAndWebhook()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat");
        request.Headers.Add("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ChatSuite.PublishableKey);
        request.Content = new StringContent("""{"message":"trace me"}""", Encoding.UTF8, "application/json");
        using var response = await suite.Gateway.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();

        var spans = await suite.Telemetry.WaitForTraceAsync(
            traceId,
            IsComplete,
            TimeSpan.FromSeconds(90),
            cancellationToken
        );

        var root = Assert.Single(Roots(spans));
        Assert.Equal(("gateway", "POST /v1/chat"), (root.Service, root.Name));
    }

    // Services send their spans on their own time: a span may come before its parent.
    private static List<RecordedSpan> Roots(IReadOnlyList<RecordedSpan> spans)
    {
        var ids = spans.Select(span => span.SpanId).ToHashSet(StringComparer.Ordinal);
        return [.. spans.Where(span => !ids.Contains(span.ParentId))];
    }

    private static bool IsComplete(IReadOnlyList<RecordedSpan> spans) =>
        Has(spans, "gateway", "POST /v1/chat")
        && Has(spans, "inference", "chat.inference.v1.Replies/Reply")
        && Has(spans, "knowledge", "chat.knowledge.v1.Retrieval/SearchMany")
        && Has(spans, "sessions", "chat.sessions.v1.Conversations/Append")
        && Has(spans, "sessions", "publish chat.events.v1.MessagePosted")
        && Has(spans, "webhooks", "webhook deliver")
        && HasAttribute(spans, "sessions", "db.")
        && HasAttribute(spans, "webhooks", "messaging.")
        && spans.Any(static span => span.Service == "webhooks" && span.Name == "POST")
        && Roots(spans).Count == 1;

    private static bool Has(IReadOnlyList<RecordedSpan> spans, string service, string name) =>
        spans.Any(span => span.Service == service && span.Name.Contains(name, StringComparison.Ordinal));

    private static bool HasAttribute(IReadOnlyList<RecordedSpan> spans, string service, string prefix) =>
        spans.Any(span =>
            span.Service == service && span.Attributes.Keys.Any(key => key.StartsWith(prefix, StringComparison.Ordinal))
        );
}
