using Chat.Contracts.Sessions.V1;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>The real gateway on a real socket, in front of <see cref="FakeServices"/>.</summary>
public sealed class GatewayHost : WebApplicationFactory<Program>
{
    /// <summary>A publishable key for pages of https://shop.example.</summary>
    public const string PublishableKey = "pk_test_0123456789";

    /// <summary>A secret key.</summary>
    public const string SecretKey = "sk_test_0123456789";

    /// <summary>The origin the publishable key is for.</summary>
    public const string AllowedOrigin = "https://shop.example";

    private readonly Dictionary<string, string> configuration;

    private GatewayHost(FakeServices fakes, Dictionary<string, string> configuration)
    {
        Fakes = fakes;
        this.configuration = configuration;
        UseKestrel();
    }

    /// <summary>What stands behind it.</summary>
    public FakeServices Fakes { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Starts fakes and gateway.</summary>
    public static async Task<GatewayHost> StartAsync(
        CancellationToken cancellationToken,
        params (string Name, string Value)[] extra
    )
    {
        var fakes = await FakeServices.StartAsync(cancellationToken);
        fakes.Tenants.Add(PublishableKey, KeyKind.Publishable, AllowedOrigin);
        fakes.Tenants.Add(SecretKey, KeyKind.Secret);
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Kestrel:Endpoints:http:Url"] = "http://127.0.0.1:0",
            ["services:sessions:grpc:0"] = fakes.Address,
            ["services:inference:grpc:0"] = fakes.Address,
            // Nobody listens there: what needs Redis is counted by the gateway itself unless a test names one.
            ["ConnectionStrings:redis"] = "127.0.0.1:1,connectTimeout=100",
            ["Identity:SigningKey"] = Convert.ToBase64String(new byte[32]),
            ["Logging:LogLevel:Default"] = "Error",
        };
        foreach (var (name, value) in extra)
        {
            settings[name] = value;
        }
        var host = new GatewayHost(fakes, settings);
        host.StartServer();
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        host.Address = new Uri(address.Addresses.Single());
        return host;
    }

    /// <summary>A client of its own connection pool.</summary>
    public HttpClient NewClient(string? credential = PublishableKey)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (credential is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", credential);
        }
        return client;
    }

    /// <summary>Tells the gateway to stop, as SIGTERM does.</summary>
    public void BeginStop() => Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Fakes.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in configuration)
        {
            builder.UseSetting(name, value);
        }
    }
}
