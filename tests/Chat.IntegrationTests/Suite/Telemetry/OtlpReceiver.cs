using System.Collections.Concurrent;
using System.IO.Compression;
using Chat.IntegrationTests.Suite.Telemetry.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Chat.IntegrationTests.Suite.Telemetry;

/// <summary>Takes the traces the services export (OTLP over HTTP, protobuf).</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RecordedSpan> _spans = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private OtlpReceiver(WebApplication app) => _app = app;

    public string Endpoint { get; private set; } = "";

    public static async Task<OtlpReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Settings of a service may lie beside the tests and are not for this.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/traces", (Delegate)receiver.ReceiveAsync);
        app.MapPost("/v1/{signal}", () => Results.Bytes([], "application/x-protobuf"));
        await app.StartAsync(cancellationToken);
        receiver.Endpoint = app.Urls.Single();
        return receiver;
    }

    /// <summary>Waits until the spans of a trace satisfy the condition, and returns them.</summary>
    public async Task<IReadOnlyList<RecordedSpan>> WaitForTraceAsync(
        string traceId,
        Func<IReadOnlyList<RecordedSpan>, bool> isComplete,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        while (true)
        {
            var spans = _spans.Where(span => span.TraceId == traceId).ToList();
            if (isComplete(spans))
            {
                return spans;
            }

            try
            {
                await _arrived.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                var seen = string.Join("\n", spans.Select(span => $"{span.Service}: {span.Name}"));
                throw new TimeoutException($"Trace {traceId} is not complete after {timeout}:\n{seen}", exception);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task<IResult> ReceiveAsync(HttpContext context)
    {
        await using var body =
            context.Request.Headers.ContentEncoding == "gzip"
                ? new GZipStream(context.Request.Body, CompressionMode.Decompress)
                : context.Request.Body;
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes, context.RequestAborted);
        foreach (var resource in ExportTraceServiceRequest.Parser.ParseFrom(bytes.ToArray()).ResourceSpans)
        {
            var service = resource.Resource.Attributes.FirstOrDefault(pair => pair.Key == "service.name");
            foreach (var span in resource.ScopeSpans.SelectMany(scope => scope.Spans))
            {
                _spans.Enqueue(Record(service?.Value.StringValue ?? "", span));
            }
        }

        _arrived.Release();
        return Results.Bytes([], "application/x-protobuf");
    }

    private static RecordedSpan Record(string service, Span span) =>
        new(
            service,
            Convert.ToHexStringLower(span.TraceId.Span),
            Convert.ToHexStringLower(span.SpanId.Span),
            Convert.ToHexStringLower(span.ParentSpanId.Span),
            span.Name,
            span.Attributes.ToDictionary(
                pair => pair.Key,
                pair => pair.Value?.StringValue ?? "",
                StringComparer.Ordinal
            )
        );
}
