using System.Net;
using System.Net.Sockets;
using Chat.ServiceDefaults.Outbox;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.ServiceDefaults.Tests.Outbox;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.ServiceDefaults.Tests.Messaging;

/// <summary>How a connection to the broker begins, as who listens there sees it.</summary>
[Trait("Level", "Component")]
public sealed class BrokerTlsTests
{
    private const byte TlsHandshake = 22;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("amqps", TlsHandshake)]
    [InlineData("amqp", (byte)'A')]
    public async Task Bus_OnAPortOfOnesOwn_BeginsAsItsAddressSays(string scheme, byte first)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = FirstByteAsync(listener);
        await using var service = await OutboxService.StartConsumerAsync(Address(scheme, listener), new PostedInbox());

        Assert.Equal(first, await heard.WithTimeout());
    }

    [Theory]
    [InlineData("amqps", TlsHandshake)]
    [InlineData("amqp", (byte)'A')]
    public async Task Publisher_OnAPortOfOnesOwn_BeginsAsItsAddressSays(string scheme, byte first)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = FirstByteAsync(listener);
        await using var service = await TestService.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(new EventSubscribers([]));
                builder.Services.AddSingleton<BrokerEventPublisher>();
            },
            configuration: new() { ["ConnectionStrings:messaging"] = Address(scheme, listener) }
        );

        await Assert.ThrowsAnyAsync<Exception>(() => service.Get<BrokerEventPublisher>().OpenAsync(Cancel));

        Assert.Equal(first, await heard.WithTimeout());
    }

    private static string Address(string scheme, TcpListener listener) =>
        $"{scheme}://guest:guest@localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";

    // Of the first connection on which anything is said: some only look whether anybody is there.
    private static async Task<byte> FirstByteAsync(TcpListener listener)
    {
        var first = new byte[1];
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(Cancel);
            if (await client.GetStream().ReadAsync(first, Cancel) > 0)
            {
                return first[0];
            }
        }
    }
}
