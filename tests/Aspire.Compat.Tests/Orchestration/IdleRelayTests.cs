using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Orchestration;

namespace Aspire.Compat.Tests.Orchestration;

/// <summary>What a connection costs the AppHost while nothing is said on it.</summary>
/// <remarks>Alone, because the memory it reads is the whole process's: what tests beside it hold would be counted too.</remarks>
[Collection(AloneCollection.Name)]
public sealed class IdleRelayTests
{
    [Fact]
    public async Task Relay_ManyIdleConnections_HoldNoBuffers()
    {
        const int Count = 300;
        var token = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = new PortAllocator().Choose();
        await using var proxy = new EndpointProxy(
            new EndpointProxyRoute(port, [new(((IPEndPoint)listener.LocalEndpoint).Port, new InstanceSilence())]),
            places: Count
        );
        var sockets = new List<TcpClient>(2 * Count);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Count; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, token);
            sockets.Add(client);
            sockets.Add(await listener.AcceptTcpClientAsync(token));
        }

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;

        Assert.True(each < 24 * 1024, $"An idle connection holds {each} bytes.");
        var sent = new byte[300_000];
        Random.Shared.NextBytes(sent);
        var sending = sockets[^2].GetStream().WriteAsync(sent, token).AsTask();
        var received = new byte[sent.Length];
        await sockets[^1].GetStream().ReadExactlyAsync(received, token);
        await sending;
        Assert.Equal(sent, received);
        sockets.ForEach(socket => socket.Dispose());
    }
}
