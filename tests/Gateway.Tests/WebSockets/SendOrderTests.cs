using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>Messages that are sent without waiting for the ones before.</summary>
public sealed class SendOrderTests : GatewayTest
{
    private const string Named = $"""
        "conversationId":"{FakeReplies.ConversationId}",
        """;

    protected override (string Name, string Value)[] Settings => [("WebSockets:MaxReplies", "2")];

    [Fact]
    public async Task Send_NamesTheConversationThatTheOneBeforeLeftOut_IsStoredBehindIt()
    {
        var isThere = new TaskCompletionSource();
        var stored = new TaskCompletionSource();
        Gateway.Fakes.Conversations.BeforeStoring = async post =>
        {
            if (post.ClientMessageId == "c-1")
            {
                isThere.TrySetResult();
                await stored.Task;
            }
        };
        using var socket = await ReadyAsync();

        await socket.SendAsync(Frame("c-1", ""), Cancelled);
        await isThere.Task.WithTimeout();
        await socket.SendAsync(Frame("c-2", Named), Cancelled);
        // Of the same services, and behind it: by then it is stored if it did not wait.
        await socket.SendAsync("""{"type":"conversation.open","id":"o"}""", Cancelled);
        await socket.NextAsync("conversation", Cancelled);

        Assert.Equal(["c-1"], Gateway.Fakes.Conversations.Posts.Select(static post => post.ClientMessageId));
        stored.SetResult();
        await socket.NextAsync("ack", Cancelled);
        await socket.NextAsync("ack", Cancelled);
        Assert.Equal(["c-1", "c-2"], Gateway.Fakes.Conversations.Posts.Select(static post => post.ClientMessageId));
    }

    [Fact]
    public async Task Send_AsManyAsMayWaitForTheAi_TheNextIsRefusedUntilOneIsAnswered()
    {
        Gateway.Fakes.Conversations.Handler = static request => FakeConversations.Stored(request, ConversationMode.Ai);
        var answer = new TaskCompletionSource();
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await answer.Task;
            await stream.WriteAsync(FakeReplies.Done("Hello"), context.CancellationToken);
        };
        using var socket = await ReadyAsync();
        await socket.SendAsync(Frame("c-1", Named), Cancelled);
        await socket.NextAsync("ack", Cancelled);
        await socket.SendAsync(Frame("c-2", Named), Cancelled);
        await socket.NextAsync("ack", Cancelled);

        await socket.SendAsync(Frame("c-3", Named), Cancelled);

        var error = await socket.NextAsync("error", Cancelled);
        Assert.Equal("too_many_replies", error.GetProperty("code").GetString());
        Assert.Equal(2, Gateway.Fakes.Conversations.Posts.Count);
        answer.SetResult();
        await Eventually.TrueAsync(
            async () =>
            {
                await socket.SendAsync(Frame("c-3", Named), Cancelled);
                return (await socket.NextAsync(Cancelled))!.Value.GetProperty("type").GetString() == "ack";
            },
            Cancelled
        );
    }

    private static string Frame(string clientMessageId, string conversation) =>
        $$"""{"type":"message.send","id":"{{clientMessageId}}",{{conversation}}"text":"Hi","clientMessageId":"{{clientMessageId}}"}""";

    private async Task<SocketClient> ReadyAsync()
    {
        var socket = await SocketClient.ConnectAsync(Gateway.Address, await NewVisitorTokenAsync(), Cancelled);
        await socket.NextAsync("ready", Cancelled);
        return socket;
    }
}
