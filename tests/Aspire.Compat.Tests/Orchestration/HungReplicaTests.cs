using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Compat.Tests.Orchestration;

/// <summary>Replicas that take connections and say nothing, as a stopped process does.</summary>
public sealed class HungReplicaTests : IAsyncLifetime
{
    private readonly TcpListener _first = new(IPAddress.Loopback, 0);
    private readonly TcpListener _second = new(IPAddress.Loopback, 0);
    private readonly InstanceSilence _firstSilence = new();
    private readonly InstanceSilence _secondSilence = new();
    private readonly int _port = new PortAllocator().Choose();
    private EndpointProxy _proxy = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _first.Start();
        _second.Start();
        _proxy = new EndpointProxy(
            new EndpointProxyRoute(
                _port,
                [
                    new(((IPEndPoint)_first.LocalEndpoint).Port, _firstSilence),
                    new(((IPEndPoint)_second.LocalEndpoint).Port, _secondSilence),
                ]
            ),
            places: 8
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public async Task Connect_OneReplicaIsSilent_GoesToTheOtherUntilItAnswers()
    {
        _firstSilence.Set(true);
        for (var i = 0; i < 3; i++)
        {
            using var client = await ConnectAsync();
            using var taken = await _second.AcceptTcpClientAsync(Token);
        }
        Assert.False(_first.Pending());

        _firstSilence.Set(false);
        using var one = await ConnectAsync();
        using var two = await ConnectAsync();

        using var atFirst = await _first.AcceptTcpClientAsync(Token);
        using var atSecond = await _second.AcceptTcpClientAsync(Token);
    }

    [Fact]
    public async Task Silent_WhileConnected_IsCutOff()
    {
        using var client = await ConnectAsync();
        var firstTook = _first.AcceptTcpClientAsync(Token).AsTask();
        var took = await Task.WhenAny(firstTook, _second.AcceptTcpClientAsync(Token).AsTask());
        using var server = await took;

        (took == firstTook ? _firstSilence : _secondSilence).Set(true);

        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], Token));
    }

    // More likely the machine is late than all of them hang.
    [Fact]
    public async Task Connect_AllReplicasAreSilent_IsPassedOnAllTheSame()
    {
        _firstSilence.Set(true);
        _secondSilence.Set(true);

        using var one = await ConnectAsync();
        using var two = await ConnectAsync();

        using var atFirst = await _first.AcceptTcpClientAsync(Token);
        using var atSecond = await _second.AcceptTcpClientAsync(Token);
    }

    [Fact]
    public async Task Sigstop_OneOfTwoReplicas_IsUnhealthyAndTheAddressAnswersStill()
    {
        await using var test = await TwoServers.StartAsync();
        Assert.True(test.App.ResourceNotifications.TryGetCurrentState("server-0", out var stopped));
        Assert.True(test.App.ResourceNotifications.TryGetCurrentState("server-1", out var left));
        // SIGSTOP.
        Assert.True(Libc.Signal(TestApp.ProcessId(stopped), (UnixSignal)(OperatingSystem.IsMacOS() ? 17 : 19)));

        await test.WaitAsync(
            "server",
            update => update.ResourceId == "server-0" && update.Snapshot.HealthStatus is HealthStatus.Unhealthy
        );

        for (var call = 0; call < 4; call++)
        {
            using var http = test.App.CreateHttpClient("server");
            var answer = await http.GetStringAsync("/", test.Token);
            Assert.Equal(TestApp.ProcessId(left).ToString(CultureInfo.InvariantCulture), answer);
        }
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _port, Token);
        return client;
    }
}
