using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>What may not be followed leaves nothing behind.</summary>
public sealed class RefusedSubscriptionTests : GatewayTest
{
    private const string Subscribe =
        $$"""{"type":"subscribe","id":"s","conversationId":"{{FakeReplies.ConversationId}}"}""";

    protected override (string Name, string Value)[] Settings => [("Live:MaxSubscriptions", "1")];

    [Theory]
    [InlineData(SubscriptionEnded.Types.Reason.NotFound)]
    [InlineData(SubscriptionEnded.Types.Reason.Unauthenticated)]
    public async Task Subscribe_Refused_HoldsNoPlaceOfTheInstance(SubscriptionEnded.Types.Reason reason)
    {
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, await NewVisitorTokenAsync(), Cancelled);
        await socket.NextAsync("ready", Cancelled);
        await socket.SendAsync(Subscribe, Cancelled);
        await Gateway.Fakes.Live.EndAsync(await Gateway.Fakes.Live.NextAsync(Cancelled), reason);
        await socket.NextAsync("error", Cancelled);

        await socket.SendAsync(Subscribe, Cancelled);

        await Gateway.Fakes.Live.ConfirmAsync(await Gateway.Fakes.Live.NextAsync(Cancelled).WithTimeout());
        await socket.NextAsync("subscribed", Cancelled);
    }
}
