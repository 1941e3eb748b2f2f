using System.Net;
using System.Net.Sockets;
using Chat.Gateway.Limits;
using Chat.Gateway.Tests.Fakes;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Limits;

public sealed class VanishedClientsTests : GatewayTest
{
    // That nobody is there any longer only the system can say, in its own time: what is seen here is that it is told.
    [Fact]
    public async Task Connection_OfAClient_IsGivenUpWhenWhatWasSentStaysUnconfirmed()
    {
        var transport = Gateway.Services.GetRequiredService<IOptions<SocketTransportOptions>>().Value;
        using var listener = transport.CreateBoundListenSocket(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!, Cancelled);

        using var connection = await listener.AcceptAsync(Cancelled);

        var value = new byte[sizeof(int)];
        _ = connection.GetRawSocketOption((int)SocketOptionLevel.Tcp, VanishedClients.TcpUserTimeout, value);
        Assert.Equal(45_000, BitConverter.ToInt32(value));
    }
}
