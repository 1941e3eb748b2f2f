using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class SlowSocketTests : GatewayTest
{
    protected override (string Name, string Value)[] Settings =>
        [("WebSockets:MaxQueuedFrames", "1"), ("WebSockets:SlowReaderLimit", "00:00:01")];

    [Fact]
    public async Task Subscribe_ClientDoesNotRead_IsCutAndItsSubscriptionEnds()
    {
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, await NewVisitorTokenAsync(), Cancelled);
        await socket.NextAsync("ready", Cancelled);
        await socket.SendAsync(
            $$"""{"type":"subscribe","id":"s","conversationId":"{{FakeReplies.ConversationId}}","cursor":"7.0"}""",
            Cancelled
        );
        var live = Gateway.Fakes.Live;
        var subscribe = await live.NextAsync(Cancelled);
        await live.ConfirmAsync(subscribe);

        // More than the buffers between here and there can take.
        var large = new string('x', 1_000_000);
        for (var sequence = 1; sequence <= 30; sequence++)
        {
            var message = new Message
            {
                Id = Ids.NewText(),
                Sequence = sequence,
                Text = large,
            };
            await live.SendAsync(subscribe, new LogEntry { Sequence = sequence, Message = message });
        }

        await Eventually.TrueAsync(() => live.Unsubscribed.Contains(subscribe.SubscriptionId), Cancelled);
    }
}
