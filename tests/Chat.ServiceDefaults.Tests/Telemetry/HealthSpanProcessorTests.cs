using System.Diagnostics;
using Chat.ServiceDefaults.Telemetry;

namespace Chat.ServiceDefaults.Tests.Telemetry;

public sealed class HealthSpanProcessorTests : IDisposable
{
    private readonly ActivitySource source = new("health-span-tests");
    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name == "health-span-tests",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public HealthSpanProcessorTests() => ActivitySource.AddActivityListener(listener);

    public void Dispose()
    {
        listener.Dispose();
        source.Dispose();
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/grpc.health.v1.Health/Check")]
    [InlineData("/grpc.health.v1.Health/Watch")]
    public void OnEnd_HealthCheckServed_IsNotExported(string path) =>
        Assert.False(EndedOf(ActivityKind.Server, path).Recorded);

    [Theory]
    [InlineData(ActivityKind.Server, "/v1/chat")]
    [InlineData(ActivityKind.Server, "/health/more")]
    [InlineData(ActivityKind.Server, "/v1/health")]
    [InlineData(ActivityKind.Server, null)]
    [InlineData(ActivityKind.Client, "/health")]
    public void OnEnd_AnythingElse_IsExported(ActivityKind kind, string? path) =>
        Assert.True(EndedOf(kind, path).Recorded);

    private Activity EndedOf(ActivityKind kind, string? path)
    {
        using var processor = new HealthSpanProcessor();
        using var activity = source.StartActivity("request", kind)!;
        activity.SetTag("url.path", path);
        activity.Stop();
        processor.OnEnd(activity);
        return activity;
    }
}
