using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Testing;

namespace Aspire.Compat.Tests.Orchestration;

public sealed class ReplicaTests
{
    [Fact]
    public async Task Connect_TwoReplicas_TakesThemInTurn()
    {
        await using var test = new Replicas();

        string[] answers = [await test.AskAsync(), await test.AskAsync(), await test.AskAsync(), await test.AskAsync()];

        Assert.Equal(2, answers.Count(answer => answer == "first"));
        Assert.Equal(2, answers.Count(answer => answer == "second"));
    }

    [Fact]
    public async Task Connect_OneReplicaDown_GoesToTheOther()
    {
        await using var test = new Replicas();
        test.StopFirst();

        string[] answers = [await test.AskAsync(), await test.AskAsync(), await test.AskAsync()];

        Assert.All(answers, answer => Assert.Equal("second", answer));
    }

    [Fact]
    public async Task Connect_AllReplicasDown_EndsTheConnection()
    {
        await using var test = new Replicas();
        test.StopFirst();
        test.StopSecond();

        Assert.Equal("", await test.AskAsync());
    }

    // A process that has no file left to open ends, and with it everything it started.
    [Fact]
    public async Task Relay_MoreConnectionsThanPlaces_WaitForTheirTurn()
    {
        const int Places = 3;
        const int Count = 12;
        var token = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = new PortAllocator().Choose();
        await using var proxy = new EndpointProxy(new EndpointProxyRoute(port, [Replica(listener)]), Places);
        var most = 0;
        var serving = ServeAsync();
        var clients = new List<TcpClient>(Count);
        for (var i = 0; i < Count; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, token);
            clients.Add(client);
        }

        foreach (var client in clients)
        {
            await client.GetStream().ReadExactlyAsync(new byte[1], token);
            client.Dispose();
        }

        await serving;
        Assert.InRange(most, 1, Places);

        async Task ServeAsync()
        {
            var now = 0;
            var all = new List<Task>(Count);
            for (var i = 0; i < Count; i++)
            {
                var connection = await listener.AcceptTcpClientAsync(token);
                most = Math.Max(most, Interlocked.Increment(ref now));
                all.Add(AnswerAsync(connection));
            }

            await Task.WhenAll(all);

            async Task AnswerAsync(TcpClient connection)
            {
                using (connection)
                {
                    await connection.GetStream().WriteAsync(new byte[1], token);
                    _ = await connection.GetStream().ReadAsync(new byte[1], token);
                    _ = Interlocked.Decrement(ref now);
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 64)]
    [InlineData(1_024, 256)]
    [InlineData(20_000, 9_744)]
    [InlineData(ulong.MaxValue, 1_000_000)]
    public void RelaysOf_Limit_LeavesFilesForTheProcessItself(ulong limit, int relays) =>
        Assert.Equal(relays, OpenFileLimit.RelaysOf(limit));

    [Fact]
    public async Task Kill9_OneOfTwoReplicas_LeavesTheAddressAnswering()
    {
        await using var test = await TwoServers.StartAsync();
        Assert.True(test.App.ResourceNotifications.TryGetCurrentState("server-0", out var killed));
        Assert.True(test.App.ResourceNotifications.TryGetCurrentState("server-1", out var left));

        Process.GetProcessById(TestApp.ProcessId(killed)).Kill();
        using var http = test.App.CreateHttpClient("server");
        var answer = await http.GetStringAsync("/", test.Token);

        Assert.Equal(TestApp.ProcessId(left).ToString(CultureInfo.InvariantCulture), answer);
    }

    private static EndpointProxyReplica Replica(TcpListener listener) =>
        new(((IPEndPoint)listener.LocalEndpoint).Port, new InstanceSilence());

    /// <summary>Two servers that say their name and hang up, behind one proxy.</summary>
    private sealed class Replicas : IAsyncDisposable
    {
        private readonly TcpListener _first = new(IPAddress.Loopback, 0);
        private readonly TcpListener _second = new(IPAddress.Loopback, 0);
        private readonly int _port = new PortAllocator().Choose();
        private readonly EndpointProxy _proxy;

        public Replicas()
        {
            _first.Start();
            _second.Start();
            _ = ServeAsync(_first, "first"u8.ToArray());
            _ = ServeAsync(_second, "second"u8.ToArray());
            _proxy = new EndpointProxy(new EndpointProxyRoute(_port, [Replica(_first), Replica(_second)]), places: 2);
        }

        public void StopFirst() => _first.Stop();

        public void StopSecond() => _second.Stop();

        public async Task<string> AskAsync()
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port, TestContext.Current.CancellationToken);
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            _first.Stop();
            _second.Stop();
            await _proxy.DisposeAsync();
        }

        private static async Task ServeAsync(TcpListener listener, byte[] name)
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                    await client.GetStream().WriteAsync(name, TestContext.Current.CancellationToken);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // Stopped by the test.
            }
        }
    }
}
