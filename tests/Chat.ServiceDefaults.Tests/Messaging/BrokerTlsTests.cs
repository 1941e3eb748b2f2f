using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chat.ServiceDefaults.Messaging;
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

        await Assert.ThrowsAnyAsync<Exception>(() => PublisherAsync(Address(scheme, listener)));

        Assert.Equal(first, await heard.WithTimeout());
    }

    [Fact]
    public async Task Bus_CertificateNobodyVouchesFor_IsToldNothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var told = ToldAsync(listener);
        await using var service = await OutboxService.StartConsumerAsync(Address("amqps", listener), new PostedInbox());

        Assert.Null(await told.WithTimeout());
    }

    [Fact]
    public async Task Publisher_CertificateNobodyVouchesFor_IsToldNothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var told = ToldAsync(listener);

        await Assert.ThrowsAnyAsync<Exception>(() => PublisherAsync(Address("amqps", listener)));

        Assert.Null(await told.WithTimeout());
    }

    [Fact]
    public async Task ErrorQueues_CertificateNobodyVouchesFor_IsToldNothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var told = ToldAsync(listener);

        await Assert.ThrowsAnyAsync<Exception>(() =>
            ErrorQueues.ConnectAsync(new Uri(Address("amqps", listener)), Cancel)
        );

        Assert.Null(await told.WithTimeout());
    }

    private static async Task PublisherAsync(string address)
    {
        await using var service = await TestService.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(new EventSubscribers([]));
                builder.Services.AddSingleton<BrokerEventPublisher>();
            },
            configuration: new() { ["ConnectionStrings:messaging"] = address }
        );
        await service.Get<BrokerEventPublisher>().OpenAsync(Cancel);
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

    // The first byte that who begins TLS has for a server with a self-signed certificate of the right name.
    private static async Task<byte?> ToldAsync(TcpListener listener)
    {
        using var certificate = SelfSigned();
        var first = new byte[1];
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(Cancel);
            if (await client.Client.ReceiveAsync(first, SocketFlags.Peek, Cancel) == 0)
            {
                continue;
            }

            try
            {
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(certificate);
                return await tls.ReadAsync(first, Cancel) > 0 ? first[0] : null;
            }
            catch (Exception refusal) when (refusal is IOException or AuthenticationException)
            {
                return null;
            }
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }
}
