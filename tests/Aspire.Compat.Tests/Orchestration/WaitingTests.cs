using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Compat.Tests.Orchestration;

public sealed class WaitingTests
{
    private const string Server =
        "import http.server,os;http.server.HTTPServer(('127.0.0.1',int(os.environ['PORT'])),http.server.SimpleHTTPRequestHandler).serve_forever()";

    [Fact]
    public async Task WaitFor_DependencyBecomesHealthy_StartsAfterIt()
    {
        await using var test = await TestApp.StartAsync(app =>
        {
            var server = app.AddExecutable("server", "python3", "/tmp", "-c", Server)
                .WithHttpEndpoint(env: "PORT")
                .WithHttpHealthCheck("/");
            app.AddExecutable("client", "sleep", "/", "60").WaitFor(server);
        });

        var client = await test.HealthyAsync("client");

        Assert.True(test.App.ResourceNotifications.TryGetCurrentState("server", out var server));
        Assert.True(server.Snapshot.StartTimeStamp < client.Snapshot.StartTimeStamp);
    }

    [Fact]
    public async Task WaitFor_DependencyNotStarted_Waits()
    {
        await using var test = await TestApp.StartAsync(app =>
        {
            var late = app.AddExecutable("late", "sleep", "/", "60").WithExplicitStart();
            app.AddExecutable("client", "sleep", "/", "60").WaitFor(late);
        });

        var waiting = await test.WaitAsync("client", e => e.Snapshot.Properties.Any(p => p.Name == "waiting.for"));
        await test.ExecuteAsync("late", KnownResourceCommands.StartCommand);
        await test.HealthyAsync("client");

        Assert.Equal(KnownResourceStates.Waiting, waiting.Snapshot.State?.Text);
    }

    [Fact]
    public async Task WaitForCompletion_ExpectedExitCode_StartsAfterIt()
    {
        await using var test = await TestApp.StartAsync(app =>
        {
            var first = app.AddExecutable("first", "sh", "/", "-c", "exit 0");
            app.AddExecutable("second", "sleep", "/", "60").WaitForCompletion(first);
        });

        await test.HealthyAsync("second");

        Assert.True(test.App.ResourceNotifications.TryGetCurrentState("first", out var first));
        Assert.Equal(KnownResourceStates.Finished, first.Snapshot.State?.Text);
    }

    [Fact]
    public async Task Start_CircleOfWaits_IsRefusedWithItsMembers()
    {
        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            TestApp.StartAsync(app =>
            {
                var one = app.AddExecutable("one", "sleep", "/", "60");
                var two = app.AddExecutable("two", "sleep", "/", "60").WaitFor(one);
                one.WaitFor(two);
            })
        );

        Assert.Contains("one -> two -> one", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_ServerAnswersOtherStatus_StaysUnhealthyWithTheReason()
    {
        await using var test = await TestApp.StartAsync(app =>
            app.AddExecutable("server", "python3", "/tmp", "-c", Server)
                .WithHttpEndpoint(env: "PORT")
                .WithHttpHealthCheck("/no-such-page")
        );

        var unhealthy = await test.WaitAsync(
            "server",
            e => e.Snapshot.HealthReports.Any(r => r.Description?.Contains("404", StringComparison.Ordinal) == true)
        );

        Assert.Contains("/no-such-page", unhealthy.Snapshot.HealthReports[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FixedPortTaken_IsRefusedBeforeAnythingStarts()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            TestApp.StartAsync(
                app =>
                {
                    app.AddExecutable("first", "sleep", "/", "60");
                    app.AddExecutable("server", "sleep", "/", "60").WithHttpEndpoint(port: port);
                },
                "--DcpPublisher:RandomizePorts=false"
            )
        );

        Assert.Contains($"Port {port}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'server'", refusal.Message, StringComparison.Ordinal);
    }
}
