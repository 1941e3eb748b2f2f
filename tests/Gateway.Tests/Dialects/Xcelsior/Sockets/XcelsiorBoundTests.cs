using System.Net.WebSockets;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.Tests.WebSockets;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;

/// <summary>How many of the dialect's sockets one visitor, and one address, may have open.</summary>
public sealed class XcelsiorBoundTests : XcelsiorTest
{
    private const string Address = "203.0.113.7";

    protected override (string Name, string Value)[] Settings =>
        [
            .. base.Settings,
            ("Proxies:Trusted:0", "127.0.0.1"),
            ("WebSockets:MaxSocketsPerPrincipal", "1"),
            ("WebSockets:MaxSocketsPerAddress", "1"),
        ];

    [Fact]
    public async Task Connect_AddressOverItsBound_IsRefusedBeforeTheUpgrade()
    {
        using var first = await ConnectAsync(Address);
        await ConnectedAsync(first).WithTimeout();

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(Address));

        Assert.Contains("429", refused.Message, StringComparison.Ordinal);
        using var elsewhere = await ConnectAsync("203.0.113.8");
        await ConnectedAsync(elsewhere).WithTimeout();
    }

    [Fact]
    public async Task Connect_AddressWithSocketsOfTheNativeApi_IsCountedWithThem()
    {
        using var native = await SocketClient.ConnectAsync(
            Gateway.Address,
            GatewayHost.PublishableKey,
            Cancelled,
            address: Address
        );

        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(Address));
    }

    [Fact]
    public async Task Connect_AfterOneOfItsAddressLeft_FindsItsRoom()
    {
        using var first = await ConnectAsync(Address);
        await ConnectedAsync(first).WithTimeout();
        await first.CloseAsync(Cancelled);

        XcelsiorClient? second = null;
        await Eventually.TrueAsync(async () => (second = await TryConnectAsync()) is not null, Cancelled);

        using (second)
        {
            await ConnectedAsync(second!).WithTimeout();
        }
    }

    [Fact]
    public async Task Join_VisitorOverItsBound_IsToldAndMayComeBack()
    {
        using var first = await ConnectAsync(address: null);
        await ConnectedAsync(first).WithTimeout();

        using var second = await ConnectAsync(address: null, ConversationId);

        var error = await second.NextAsync("error", Cancelled);
        Assert.Equal("too_many_sockets", error.GetProperty("error").GetString());
        Assert.Equal(1, error.GetProperty("retryAfter").GetInt32());
        Assert.Null(await second.NextAsync(Cancelled));
        Assert.Equal(4429, second.CloseCode);
    }

    [Fact]
    public async Task Join_AfterItsOtherSocketEnded_FindsItsRoom()
    {
        using var first = await ConnectAsync(address: null);
        await ConnectedAsync(first).WithTimeout();
        first.Abort();

        await Eventually.TrueAsync(IsLetInAsync, Cancelled);
    }

    private async Task<bool> IsLetInAsync()
    {
        using var again = await ConnectAsync(address: null, ConversationId);
        var frame = again.NextAsync(Cancelled);
        await Eventually.TrueAsync(() => Gateway.Fakes.Live.IsAskedForMore || frame.IsCompleted, Cancelled);
        if (Gateway.Fakes.Live.IsAskedForMore)
        {
            await Gateway.Fakes.Live.ConfirmAsync(await Gateway.Fakes.Live.NextAsync(Cancelled));
        }
        return (await frame)?.GetProperty("type").GetString() == "connected";
    }

    private async Task<XcelsiorClient?> TryConnectAsync()
    {
        try
        {
            return await ConnectAsync(Address);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    private Task<XcelsiorClient> ConnectAsync(string? address, string? conversationId = null) =>
        XcelsiorClient.ConnectAsync(
            Gateway.Address,
            XcelsiorClient.As(Email, conversationId),
            Cancelled,
            address: address
        );
}
