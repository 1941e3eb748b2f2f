using System.Net;
using System.Net.WebSockets;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.WebSockets;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>How many sockets one principal, and one address, may have open.</summary>
public sealed class SocketBoundTests : GatewayTest
{
    private const string Address = "203.0.113.7";
    private const string Elsewhere = "203.0.113.8";

    protected override (string Name, string Value)[] Settings =>
        [
            ("Proxies:Trusted:0", "127.0.0.1"),
            ("WebSockets:AuthLimit", "00:00:01"),
            ("WebSockets:MaxSocketsPerPrincipal", "2"),
            ("WebSockets:MaxSocketsPerAddress", "3"),
        ];

    [Fact]
    public async Task Connect_PrincipalOverItsBound_IsToldAndMayComeBack()
    {
        var token = await NewVisitorTokenAsync();
        using var first = await ReadyAsync(token);
        using var second = await ReadyAsync(token);

        using var third = await ConnectAsync(token);

        var error = await third.NextAsync("error", Cancelled);
        Assert.Equal("too_many_sockets", error.GetProperty("code").GetString());
        Assert.True(error.GetProperty("retryable").GetBoolean());
        Assert.Equal(1_000, error.GetProperty("retryAfter").GetInt32());
        Assert.Null(await third.NextAsync(Cancelled));
        Assert.Equal(4429, (int?)third.CloseStatus);
    }

    [Fact]
    public async Task Connect_AgentOverItsBound_IsTold()
    {
        var token = await LogInAsync();
        using var first = await ReadyAsync(token);
        using var second = await ReadyAsync(token);

        using var third = await ConnectAsync(token);

        await third.NextAsync("error", Cancelled);
        Assert.Null(await third.NextAsync(Cancelled));
        Assert.Equal(4429, (int?)third.CloseStatus);
    }

    [Fact]
    public async Task Connect_AnotherPrincipal_IsNotHeldUp()
    {
        var token = await NewVisitorTokenAsync();
        using var first = await ReadyAsync(token);
        using var second = await ReadyAsync(token);

        using var other = await ReadyAsync(await NewVisitorTokenAsync());
    }

    [Fact]
    public async Task Connect_SecretKey_HasAsManyAsItWants()
    {
        using var first = await ReadyAsync(GatewayHost.SecretKey, Address);
        using var second = await ReadyAsync(GatewayHost.SecretKey, Address);
        using var third = await ReadyAsync(GatewayHost.SecretKey, Address);
        using var fourth = await ReadyAsync(GatewayHost.SecretKey, Address);
    }

    [Fact]
    public async Task Connect_AddressOverItsBound_IsRefusedBeforeTheUpgrade()
    {
        using var sockets = await FillAsync(Address);

        using var refused = await AskForUpgradeAsync(Address);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("too_many_sockets", await Answers.CodeAsync(refused, Cancelled));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        using var elsewhere = await ReadyAsync(GatewayHost.PublishableKey, Elsewhere);
    }

    [Theory]
    [InlineData(GatewayHost.SecretKey, true)]
    [InlineData("sk_unknown", false)]
    [InlineData(GatewayHost.PublishableKey, false)]
    [InlineData(null, false)]
    public async Task Connect_FromAFullAddress_NeedsASecretKeyThatHolds(string? credential, bool isLetIn)
    {
        using var sockets = await FillAsync(Address);

        using var socket = await TryConnectAsync(credential, Address);

        Assert.Equal(isLetIn, socket is not null);
    }

    [Fact]
    public async Task Auth_SecretKeyInTheFirstFrame_IsCountedOnlyUntilThen()
    {
        using var backend = await ConnectAsync(bearer: null, Address);
        using var first = await ReadyAsync(GatewayHost.PublishableKey, Address);
        using var second = await ReadyAsync(GatewayHost.PublishableKey, Address);
        Assert.Null(await TryConnectAsync(GatewayHost.PublishableKey, Address));

        await backend.SendAsync($$"""{"type":"auth","token":"{{GatewayHost.SecretKey}}"}""", Cancelled);
        await backend.NextAsync("ready", Cancelled);

        using var third = await ReadyAsync(GatewayHost.PublishableKey, Address);
        // Its end gives nothing back a second time.
        await backend.CloseAsync(Cancelled);
        Assert.Null(await TryConnectAsync(GatewayHost.PublishableKey, Address));
    }

    [Theory]
    [InlineData("closes")]
    [InlineData("aborts")]
    [InlineData("says nonsense")]
    [InlineData("says too much")]
    [InlineData("shows a bad token")]
    [InlineData("shows nothing")]
    public async Task Place_OfASocketThatEnded_IsFreeOnceAndNoMore(string end)
    {
        var token = await NewVisitorTokenAsync();
        using var stays = await ReadyAsync(token, Address);
        using var another = await ReadyAsync(GatewayHost.PublishableKey, Address);

        for (var round = 0; round < 3; round++)
        {
            await EndAsync(end, token);

            using (await EventuallyReadyAsync(token, Address))
            {
                Assert.Null(await TryConnectAsync(token, Address));
                using var third = await ConnectAsync(token, Elsewhere);
                await third.NextAsync("error", Cancelled);
            }
            // For the next round.
            await EventuallyFreeAsync();
        }
    }

    private async Task EndAsync(string end, string token)
    {
        using var socket = end switch
        {
            "shows a bad token" => await ConnectAsync("bad", Address),
            "shows nothing" => await ConnectAsync(bearer: null, Address),
            _ => await ReadyAsync(token, Address),
        };
        switch (end)
        {
            case "closes":
                await socket.CloseAsync(Cancelled);
                return;
            case "aborts":
                socket.Abort();
                return;
            case "says nonsense":
                await socket.SendAsync("nonsense", Cancelled);
                break;
            case "says too much":
                await socket.SendAsync(new string('x', 100_000), Cancelled);
                break;
            default:
                break;
        }
        while (await socket.NextAsync(Cancelled) is not null)
        {
            // What it is told before its end.
        }
    }

    private async Task<HttpResponseMessage> AskForUpgradeAsync(string address)
    {
        using var client = Gateway.NewClient(credential: null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/live");
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.Headers.Add("Sec-WebSocket-Protocol", "chat.v1");
        request.Headers.Add("X-Forwarded-For", address);
        return await client.SendAsync(request, Cancelled);
    }

    private async Task<Disposables> FillAsync(string address) =>
        new(
            await ReadyAsync(GatewayHost.PublishableKey, address),
            await ReadyAsync(GatewayHost.PublishableKey, address),
            await ReadyAsync(GatewayHost.PublishableKey, address)
        );

    private async Task<SocketClient> ReadyAsync(string bearer, string? address = null)
    {
        var socket = await ConnectAsync(bearer, address);
        await socket.NextAsync("ready", Cancelled);
        return socket;
    }

    private Task EventuallyFreeAsync()
    {
        var sockets = Gateway.Services.GetRequiredService<SocketTable>();
        return Eventually.TrueAsync(() => sockets.Open.Count == 2, Cancelled);
    }

    // The client hears of an end before the server is through with it.
    private async Task<SocketClient> EventuallyReadyAsync(string bearer, string address)
    {
        SocketClient? ready = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var socket = await TryConnectAsync(bearer, address);
                if (socket is null || await socket.NextAsync(Cancelled) is not { } frame)
                {
                    return false;
                }
                ready = frame.GetProperty("type").GetString() == "ready" ? socket : null;
                return ready is not null;
            },
            Cancelled
        );
        return ready!;
    }

    private async Task<SocketClient?> TryConnectAsync(string? bearer, string address)
    {
        try
        {
            return await ConnectAsync(bearer, address);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    private Task<SocketClient> ConnectAsync(string? bearer, string? address = null) =>
        SocketClient.ConnectAsync(Gateway.Address, bearer, Cancelled, address: address);

    private sealed class Disposables(params SocketClient[] all) : IDisposable
    {
        public void Dispose()
        {
            foreach (var one in all)
            {
                one.Dispose();
            }
        }
    }
}
