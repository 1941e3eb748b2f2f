using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Compat.Tests.Orchestration;

/// <summary>Another program takes a port between its choice and the start of who needs it.</summary>
public sealed class TakenPortTests
{
    private const string Server = "exec python3 -m http.server --bind 127.0.0.1 $PORT";

    [Fact]
    public async Task Start_PortTakenMeanwhile_HasAnother()
    {
        var signal = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var test = await TestApp.StartAsync(app =>
        {
            var gate = app.AddExecutable("gate", "sh", "/", "-c", $"until [ -e {signal} ]; do sleep 0.05; done");
            app.AddExecutable("server", "sh", "/", "-c", Server)
                .WithHttpEndpoint(env: "PORT")
                .WithHttpHealthCheck()
                .WaitForCompletion(gate);
        });
        var chosen = Port(await test.WaitAsync("server", e => e.Snapshot.State?.Text == KnownResourceStates.Waiting));
        using var stranger = Listen(chosen);

        await File.WriteAllTextAsync(signal, "", test.Token);
        var healthy = await test.HealthyAsync("server");

        File.Delete(signal);
        Assert.NotEqual(chosen, Port(healthy));
        using var http = new HttpClient();
        Assert.True((await http.GetAsync(new Uri(healthy.Snapshot.Urls[0].Url), test.Token)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Restart_PortTakenMeanwhile_SaysSoAndComesBackOnIt()
    {
        await using var test = await TestApp.StartAsync(app =>
            app.AddExecutable("server", "sh", "/", "-c", Server).WithHttpEndpoint(env: "PORT").WithHttpHealthCheck()
        );
        var port = Port(await test.HealthyAsync("server"));
        await test.ExecuteAsync("server", KnownResourceCommands.StopCommand);

        using (Listen(port))
        {
            await test.ExecuteAsync("server", KnownResourceCommands.StartCommand);
            await test.LineAsync("server", $"Port {port}, which it needs, is taken");
        }

        Assert.Equal(port, Port(await test.HealthyAsync("server")));
    }

    [Fact]
    public void Keep_PortThatIsTaken_IsAnother()
    {
        var ports = new PortAllocator();
        var port = ports.Choose();

        Assert.Equal(port, ports.Keep(port));
        using var stranger = Listen(port);
        Assert.NotEqual(port, ports.Keep(port));
    }

    private static int Port(ResourceEvent resourceEvent) => new Uri(resourceEvent.Snapshot.Urls.Single().Url).Port;

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return listener;
    }
}
