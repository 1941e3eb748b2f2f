using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>Clients that leave before what they asked for is done.</summary>
public sealed class EarlyLeaverTests : GatewayTest
{
    private static string Send(string clientMessageId) =>
        $$"""{"type":"message.send","id":"1","text":"Hi","clientMessageId":"{{clientMessageId}}"}""";

    [Fact]
    public async Task Send_ClientLeavesWhileItIsStored_IsAnswered()
    {
        using var isStored = new ManualResetEventSlim();
        Gateway.Fakes.Conversations.Handler = request =>
        {
            if (request.ClientMessageId == "c-2")
            {
                isStored.Wait(Cancelled);
            }
            return FakeConversations.Stored(request, ConversationMode.Ai);
        };
        using var socket = await ReadyAsync();
        await socket.SendAsync(Send("c-1"), Cancelled);
        await socket.NextAsync("ack", Cancelled);
        await socket.SendAsync(
            $$"""{"type":"subscribe","id":"s","conversationId":"{{FakeReplies.ConversationId}}"}""",
            Cancelled
        );
        await Gateway.Fakes.Live.NextAsync(Cancelled);
        await socket.SendAsync(Send("c-2"), Cancelled);
        await Eventually.TrueAsync(() => Gateway.Fakes.Conversations.Posts.Count == 2, Cancelled);

        socket.Abort();
        await Eventually.TrueAsync(() => !Gateway.Fakes.Live.Unsubscribed.IsEmpty, Cancelled);
        isStored.Set();

        await Eventually.TrueAsync(() => Gateway.Fakes.Replies.Requests.Count == 2, Cancelled);
    }

    [Fact]
    public async Task Reply_CustomerGoneBeforeItsCallHasCome_IsMadeAllTheSame()
    {
        var left = new TaskCompletionSource();
        Gateway.Fakes.Replies.Handler = async (_, _, context) =>
        {
            await context.WriteResponseHeadersAsync([]);
            await using var whenGone = context.CancellationToken.Register(left.SetResult);
            await left.Task;
        };
        var stored = FakeConversations.Stored(
            new PostMessageRequest
            {
                Author = new Author { Id = "v" },
                ClientMessageId = "c-1",
            },
            ConversationMode.Ai
        );
        var visitor = new Principal
        {
            TenantId = FakeTenants.TenantId,
            Subject = "v",
            Kind = PrincipalKind.Visitor,
        };

        var error = await Gateway
            .Services.GetRequiredService<ReplyCalls>()
            .RunAsync(
                visitor,
                new SocketQuestion(stored.Posted, null, "en"),
                new TaskCompletionSource(),
                new CancellationToken(canceled: true)
            );

        Assert.Null(error);
        Assert.Equal("c-1", Gateway.Fakes.Replies.Requests.Single().ClientMessageId);
        await left.Task.WithTimeout();
    }

    [Fact]
    public async Task Reply_ItsSocketIsClosed_IsHeldOpenNoLonger()
    {
        var (begun, left) = (new TaskCompletionSource(), new TaskCompletionSource());
        Gateway.Fakes.Conversations.Handler = static request => FakeConversations.Stored(request, ConversationMode.Ai);
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await using var whenGone = context.CancellationToken.Register(left.SetResult);
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            begun.SetResult();
            await left.Task;
        };
        using var socket = await ReadyAsync();
        await socket.SendAsync(Send("c-1"), Cancelled);
        await socket.NextAsync("ack", Cancelled);
        await begun.Task.WithTimeout();

        await socket.CloseAsync(Cancelled);

        await left.Task.WithTimeout();
    }

    private async Task<SocketClient> ReadyAsync()
    {
        var socket = await SocketClient.ConnectAsync(Gateway.Address, await NewVisitorTokenAsync(), Cancelled);
        await socket.NextAsync("ready", Cancelled);
        return socket;
    }
}
