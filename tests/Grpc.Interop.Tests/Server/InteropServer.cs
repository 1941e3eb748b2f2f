using System.IO.Compression;
using System.Net;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grpc.Interop.Tests.Server;

/// <summary>The official server engine, listening for HTTP/2 without TLS on a free port.</summary>
internal sealed class InteropServer : IAsyncDisposable
{
    public const int MaxReceiveBytes = 4 * 1024 * 1024;

    private readonly WebApplication _app;

    private InteropServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<InteropServer> StartAsync(int streamsPerConnection, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.Http2.MaxStreamsPerConnection = streamsPerConnection;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddSingleton<CallNotebook>();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaxReceiveBytes;
            // The engine makes no bytes at all of a compressed empty message, which others refuse as no gzip: the cases
            // that get answers from here ask for none that is empty.
            grpc.ResponseCompressionAlgorithm = "gzip";
            grpc.ResponseCompressionLevel = CompressionLevel.Fastest;
            grpc.CompressionProviders = [new GzipCompressionProvider(CompressionLevel.Fastest)];
        });
        var app = builder.Build();
        app.UseWhen(
            http => http.Request.Path.Value!.EndsWith("/Echo", StringComparison.Ordinal),
            echo => echo.Use(MeasureAsync)
        );
        app.MapGrpcService<InteropService>();
        await app.StartAsync(cancellationToken);
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // Bodies are counted below the gRPC engine, so that compression shows.
    private static async Task MeasureAsync(HttpContext context, RequestDelegate next)
    {
        var request = new CountedStream(context.Request.Body);
        context.Request.Body = request;
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var response = new CountedStream(body.Stream);
        var counted = new StreamResponseBodyFeature(response, body);
        context.Features.Set<IHttpResponseBodyFeature>(counted);
        await next(context);
        await counted.CompleteAsync();
        if (context.Items[nameof(CallNotes)] is CallNotes notes)
        {
            notes.End(request.Count, response.Count);
        }
    }
}
