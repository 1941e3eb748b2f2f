namespace Chat.IntegrationTests.Suite.Telemetry;

/// <summary>One span a service exported.</summary>
public sealed record RecordedSpan(
    string Service,
    string TraceId,
    string SpanId,
    string ParentId,
    string Name,
    IReadOnlyDictionary<string, string> Attributes
);
