using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Chat.ServiceDefaults.Data;
using Chat.Testing.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Tests.Data;

/// <summary>A database that takes connections and says nothing.</summary>
[Trait("Level", "Component")]
public sealed class DatabaseHealthCheckTests : IAsyncLifetime
{
    private readonly TcpListener silent = new(IPAddress.Loopback, 0);
    private readonly DatabaseReadiness readiness = new();
    private ServiceDataSources sources = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        silent.Start();
        readiness.SetReady();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var text = string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Database=d;Username=u");
        sources = new ServiceDataSources(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:notesdb"] = text }
                )
                .Build(),
            new DatabaseNames("notesdb", "chat_notes"),
            Options.Create(new DatabaseOptions { ConnectTimeout = TimeSpan.FromMinutes(1) }),
            new ServiceName("notes"),
            readiness,
            NullLoggerFactory.Instance
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        silent.Dispose();
        await sources.DisposeAsync();
    }

    [Fact]
    public async Task Check_DatabaseHangs_IsUnhealthyWithinSecondsAndHoldsOneConnection()
    {
        var check = new DatabaseHealthCheck(sources, readiness, TimeProvider.System);

        for (var time = 0; time < 3; time++)
        {
            var result = await check
                .CheckHealthAsync(new HealthCheckContext(), Cancel)
                .WithTimeout(TimeSpan.FromSeconds(10));

            Assert.Equal(HealthStatus.Unhealthy, result.Status);
            Assert.Equal("Postgres does not answer.", result.Description);
        }

        using var held = await silent.AcceptTcpClientAsync(Cancel);
        Assert.False(silent.Pending());
    }
}
