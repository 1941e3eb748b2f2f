using System.Net.WebSockets;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>How many sockets an instance has open, when many come at once.</summary>
public sealed class SocketBurstTests : GatewayTest
{
    private const int Bound = 3;

    protected override (string Name, string Value)[] Settings => [("WebSockets:MaxSockets", $"{Bound}")];

    [Fact]
    public async Task Connect_ManyAtOnce_AreNoMoreThanTheBound()
    {
        var sockets = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => TryConnectAsync()));

        var open = sockets.OfType<SocketClient>().ToList();
        Assert.Equal(Bound, open.Count);

        // One that goes makes room for one.
        await open[0].CloseAsync(Cancelled);
        SocketClient? next = null;
        await Eventually.TrueAsync(async () => (next = await TryConnectAsync()) is not null, Cancelled);
        Assert.Null(await TryConnectAsync());
        open.Add(next!);
        open.ForEach(static socket => socket.Dispose());
    }

    private async Task<SocketClient?> TryConnectAsync()
    {
        try
        {
            return await SocketClient.ConnectAsync(Gateway.Address, GatewayHost.PublishableKey, Cancelled);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }
}
