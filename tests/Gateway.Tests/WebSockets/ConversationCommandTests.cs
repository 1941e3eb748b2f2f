using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class ConversationCommandTests : GatewayTest
{
    [Fact]
    public async Task Open_Visitor_IsAnsweredWithTheConversation()
    {
        using var socket = await ReadyAsync(await NewVisitorTokenAsync());

        await socket.SendAsync(
            """{"type":"conversation.open","id":"1","subject":"Parcel","idempotencyKey":"k"}""",
            Cancelled
        );

        var opened = await socket.NextAsync("conversation", Cancelled);
        Assert.Equal(("1", true), (opened.GetProperty("id").GetString(), opened.GetProperty("created").GetBoolean()));
        Assert.Equal(1, opened.GetProperty("conversation").GetProperty("unreadCount").GetInt32());
        Assert.Equal(
            new OpenConversationRequest { Subject = "Parcel", IdempotencyKey = "k" },
            Gateway.Fakes.ConversationResources.Requests.Single()
        );
    }

    [Fact]
    public async Task List_SecretKey_IsAnsweredWithAPageAsRestHasIt()
    {
        using var socket = await ReadyAsync(GatewayHost.SecretKey);

        await socket.SendAsync(
            """{"type":"conversation.list","id":"1","status":"open,queued","label":"bad","sort":"createdAt","cursor":"x","limit":5}""",
            Cancelled
        );

        var page = await socket.NextAsync("conversations", Cancelled);
        Assert.Equal(("1", "next", true), (Text(page, "id"), Text(page, "nextCursor"), More(page)));
        Assert.Equal(
            $$"""
            {"id":"{{FakeReplies.ConversationId}}","owner":{"kind":"visitor","id":"v"},"mode":"manual","status":"queued",
            "priority":"high","channel":"web","subject":"Parcel","tags":["a","b"],"metadata":{"x":1},
            "assignedAgent":{"id":"g","name":"Grace"},"customer":{"id":"c","email":"ada@example.com"},"label":"bad",
            "queuedAt":"1970-01-01T00:00:03.000Z","messageCount":5,"satisfaction":4,"revision":4,"unreadCount":2,
            "epoch":7,"lastSequence":3,"createdAt":"1970-01-01T00:00:01.000Z","updatedAt":"1970-01-01T00:00:02.000Z"}
            """.ReplaceLineEndings(""),
            page.GetProperty("data")[0].GetRawText()
        );
        Assert.Equal(
            new ListConversationsRequest
            {
                Status = "open,queued",
                Label = "bad",
                Sort = "createdAt",
                Cursor = "x",
                Limit = 5,
            },
            Gateway.Fakes.ConversationResources.Requests.Single()
        );
    }

    [Fact]
    public async Task Open_ForSomebody_CarriesWhoseAndWhatItIs()
    {
        using var socket = await ReadyAsync(GatewayHost.SecretKey);

        await socket.SendAsync(
            """
            {"type":"conversation.open","id":"1","owner":{"kind":"visitor","id":"v","displayName":"Ada"},
             "externalId":"order-7","channel":"web"}
            """,
            Cancelled
        );
        await socket.NextAsync("conversation", Cancelled);

        Assert.Equal(
            new OpenConversationRequest
            {
                Owner = new Author
                {
                    Kind = AuthorKind.Visitor,
                    Id = "v",
                    DisplayName = "Ada",
                },
                ExternalId = "order-7",
                Channel = "web",
            },
            Gateway.Fakes.ConversationResources.Requests.Single()
        );
    }

    [Fact]
    public async Task List_EveryFilter_IsCarriedOver()
    {
        using var socket = await ReadyAsync(GatewayHost.SecretKey);

        await socket.SendAsync(
            $$"""
            {"type":"conversation.list","id":"1","q":"parcel","mode":"manual","priority":"high","channel":"web",
             "assignedAgentId":"{{FakeReplies.ConversationId}}","customerId":"{{FakeReplies.ConversationId}}","tag":"a"}
            """,
            Cancelled
        );
        await socket.NextAsync("conversations", Cancelled);

        Assert.Equal(
            new ListConversationsRequest
            {
                Q = "parcel",
                Mode = "manual",
                Priority = "high",
                Channel = "web",
                AssignedAgentId = FakeReplies.ConversationId,
                CustomerId = FakeReplies.ConversationId,
                Tag = "a",
                Limit = 20,
            },
            Gateway.Fakes.ConversationResources.Requests.Single()
        );
    }

    [Theory]
    [InlineData("close", ConversationMoveAction.Close)]
    [InlineData("resolve", ConversationMoveAction.Resolve)]
    [InlineData("reopen", ConversationMoveAction.Reopen)]
    public async Task Move_Any_IsCarriedOutAndAcknowledged(string type, ConversationMoveAction action)
    {
        using var socket = await ReadyAsync(GatewayHost.SecretKey);

        await socket.SendAsync(
            $$"""{"type":"{{type}}","id":"1","conversationId":"{{FakeReplies.ConversationId}}"}""",
            Cancelled
        );

        Assert.Equal("1", Text(await socket.NextAsync("ack", Cancelled), "id"));
        Assert.Equal(
            new MoveConversationRequest { ConversationId = FakeReplies.ConversationId, Action = action },
            Gateway.Fakes.ConversationResources.Requests.Single()
        );
    }

    [Fact]
    public async Task List_Refused_IsToldWhyAndTheSocketLives()
    {
        Gateway.Fakes.ConversationResources.Refusal = Invalid.Field("/status", "unknown", "Must be a status.");
        using var socket = await ReadyAsync(GatewayHost.SecretKey);

        await socket.SendAsync("""{"type":"conversation.list","id":"1","status":"asleep"}""", Cancelled);

        var error = await socket.NextAsync("error", Cancelled);
        Assert.Equal(("1", "/status"), (Text(error, "id"), Text(error.GetProperty("errors")[0], "pointer")));
        await socket.SendAsync("""{"type":"ping"}""", Cancelled);
        await socket.NextAsync("pong", Cancelled);
    }

    [Fact]
    public async Task Rating_WithWhatFollowsUp_IsCarriedOver()
    {
        using var socket = await ReadyAsync(await NewVisitorTokenAsync());

        await socket.SendAsync(
            $$"""
            {"type":"rating","id":"1","conversationId":"{{FakeReplies.ConversationId}}","ratingType":"thumbs","value":0,
             "followUp":["slow","rude"],"comment":"no"}
            """,
            Cancelled
        );
        await socket.NextAsync("ack", Cancelled);
        await socket.SendAsync(
            $$"""{"type":"rating","id":"2","conversationId":"{{FakeReplies.ConversationId}}","value":5}""",
            Cancelled
        );
        await socket.NextAsync("ack", Cancelled);

        var expected = new RateConversationRequest
        {
            ConversationId = FakeReplies.ConversationId,
            Type = "thumbs",
            FollowUp = new FollowUp { Options = { "slow", "rude" } },
            Comment = "no",
        };
        Assert.Equal(
            [expected, new RateConversationRequest { ConversationId = FakeReplies.ConversationId, Value = 5 }],
            Gateway.Fakes.Ratings.Requests
        );
    }

    private async Task<SocketClient> ReadyAsync(string bearer)
    {
        var socket = await SocketClient.ConnectAsync(Gateway.Address, bearer, Cancelled);
        await socket.NextAsync("ready", Cancelled);
        return socket;
    }

    private static bool More(JsonElement frame) => frame.GetProperty("hasMore").GetBoolean();

    private static string? Text(JsonElement frame, string name) => frame.GetProperty(name).GetString();
}
