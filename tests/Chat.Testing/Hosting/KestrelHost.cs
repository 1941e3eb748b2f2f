using System.Globalization;
using Chat.Testing.Logs;
using Chat.Testing.Processes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Testing.Hosting;

/// <summary>
/// Runs a service's whole <c>Program</c> in this process, on real loopback ports: HTTP/1.1 and h2c as in production.
/// </summary>
/// <typeparam name="TProgram">The service's entry point class.</typeparam>
public sealed class KestrelHost<TProgram> : IAsyncDisposable
    where TProgram : class
{
    private readonly Factory factory;

    private KestrelHost(Factory factory, Uri httpAddress, Uri grpcAddress)
    {
        this.factory = factory;
        HttpAddress = httpAddress;
        GrpcAddress = grpcAddress;
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = httpAddress,
        };
    }

    /// <summary>Where the service listens for HTTP/1.1.</summary>
    public Uri HttpAddress { get; }

    /// <summary>Where the service listens for gRPC.</summary>
    public Uri GrpcAddress { get; }

    /// <summary>A client of <see cref="HttpAddress"/>; follows no redirects.</summary>
    public HttpClient Http { get; }

    /// <summary>The service's container.</summary>
    public IServiceProvider Services => factory.Services;

    /// <summary>What the service logged.</summary>
    public LogRecorder Logs => factory.Logs;

    /// <summary>A signing key for <c>Identity:SigningKey</c>; set unless the configuration says otherwise.</summary>
    public static string SigningKey { get; } = Convert.ToBase64String("tests: no secret, but 32 bytes !"u8);

    /// <summary>Starts the service; returns when it listens.</summary>
    /// <param name="configuration">Settings as on the command line: they win over appsettings.json.</param>
    /// <param name="configureServices">Replaces services after the program registered its own.</param>
    /// <param name="httpPort">Port to listen on, for a service that is stopped and started again; default: a free one.</param>
    /// <param name="grpcPort">Likewise for gRPC.</param>
    /// <returns>The running service.</returns>
    public static KestrelHost<TProgram> Start(
        IReadOnlyDictionary<string, string?> configuration,
        Action<IServiceCollection>? configureServices = null,
        int? httpPort = null,
        int? grpcPort = null
    )
    {
        var http = Address(httpPort);
        var grpc = Address(grpcPort);
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Identity:SigningKey"] = SigningKey,
            ["Kestrel:Endpoints:http:Url"] = http,
            ["Kestrel:Endpoints:http:Protocols"] = "Http1",
            ["Kestrel:Endpoints:grpc:Url"] = grpc,
            ["Kestrel:Endpoints:grpc:Protocols"] = "Http2",
        };
        foreach (var (key, value) in configuration)
        {
            settings[key] = value;
        }

        var started = new Factory(settings, configureServices);
        started.UseKestrel();
        started.StartServer();
        return new KestrelHost<TProgram>(started, new Uri(http), new Uri(grpc));
    }

    /// <summary>Stops the service as SIGTERM would.</summary>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await factory.DisposeAsync();
    }

    private static string Address(int? port) =>
        string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port ?? LoopbackPort.Reserve()}");

    private sealed class Factory(Dictionary<string, string?> settings, Action<IServiceCollection>? configureServices)
        : WebApplicationFactory<TProgram>
    {
        public LogRecorder Logs { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<ILoggerProvider>(Logs);
                configureServices?.Invoke(services);
            });
        }
    }
}
