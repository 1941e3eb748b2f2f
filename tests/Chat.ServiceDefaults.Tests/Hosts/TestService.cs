using System.Globalization;
using Chat.Testing.Logs;
using Chat.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Tests.Hosts;

/// <summary>A small service on the defaults, on real loopback ports.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestService(WebApplication app, LogRecorder logs, Uri http, Uri grpc)
    {
        this.app = app;
        Logs = logs;
        GrpcAddress = grpc;
        Http = new HttpClient { BaseAddress = http };
    }

    public static string SigningKey { get; } = Convert.ToBase64String("tests: no secret, but 32 bytes !"u8);

    public HttpClient Http { get; }

    public Uri GrpcAddress { get; }

    public LogRecorder Logs { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<TestService> StartAsync(
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null,
        Dictionary<string, string?>? configuration = null
    )
    {
        var http = Loopback();
        var grpc = Loopback();
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Production", ApplicationName = "Chat.ServiceDefaults.Tests" }
        );
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
            {
                ["Identity:SigningKey"] = SigningKey,
                ["OTEL_SERVICE_NAME"] = "test",
                ["Kestrel:Endpoints:http:Url"] = http,
                ["Kestrel:Endpoints:http:Protocols"] = "Http1",
                ["Kestrel:Endpoints:grpc:Url"] = grpc,
                ["Kestrel:Endpoints:grpc:Protocols"] = "Http2",
                ["services:self:grpc:0"] = grpc,
                ["services:self:http:0"] = http,
                ["Logging:Console:LogLevel:Default"] = "None",
            }
        );
        builder.Configuration.AddInMemoryCollection(configuration ?? []);
        var logs = new LogRecorder();
        builder.Logging.AddProvider(logs);
        builder.AddServiceDefaults();
        configure?.Invoke(builder);
        var built = builder.Build();
        built.MapDefaultEndpoints();
        map?.Invoke(built);
        await built.StartAsync();
        return new TestService(built, logs, new Uri(http), new Uri(grpc));
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }

    private static string Loopback() =>
        string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPort.Reserve()}");
}
