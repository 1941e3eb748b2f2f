using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;

/// <summary>The dialect's socket, frame by frame.</summary>
public sealed class XcelsiorSocketTests : XcelsiorTest
{
    [Fact]
    public async Task Connect_Stranger_BeginsAConversationAndIsTold()
    {
        using var client = await ConnectAsync();

        var (connected, _) = await ConnectedAsync(client);

        Assert.Equal(ConversationId, connected.GetProperty("conversationId").GetString());
        Assert.Equal(ShownCustomerId, connected.GetProperty("customerId").GetString());
        var (_, claim) = Assert.Single(Gateway.Fakes.Visitors.Identified);
        Assert.Equal((Email, "John Doe"), (claim.Email, claim.Name));
        var begun = Assert.Single(Rest.Requests);
        Assert.Equal(("POST", "/v1/conversations"), (begun.Method, begun.Path));
        Assert.StartsWith("xcelsior:", SubjectOf(begun.Authorization), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conv123")]
    [InlineData("0190b000-0000-7000-8000-0000000000ff")]
    public async Task Connect_ConversationThatIsNot_BeginsANewOne(string conversationId)
    {
        using var client = await ConnectAsync(conversationId: conversationId);

        var (connected, _) = await ConnectedAsync(client);

        Assert.Equal(ConversationId, connected.GetProperty("conversationId").GetString());
        Assert.Single(Rest.Requests);
    }

    [Fact]
    public async Task Send_Text_IsStoredAsTheVisitorsAndComesBackFromTheLog()
    {
        using var client = await ConnectAsync();
        var (_, followed) = await ConnectedAsync(client);

        await client.SayAsync(ConversationId, "Hello, I need help", Cancelled);
        await Eventually.TrueAsync(() => !Gateway.Fakes.Conversations.Posts.IsEmpty, Cancelled);
        var post = Assert.Single(Gateway.Fakes.Conversations.Posts);
        await Gateway.Fakes.Live.SendAsync(followed, Entry(1, post.Author, "Hello, I need help"));

        var message = await client.NextAsync("message", Cancelled);
        Assert.Equal("Hello, I need help", post.Text);
        Assert.Equal(ConversationId, post.ConversationId);
        Assert.Equal("John Doe", post.Author.DisplayName);
        Assert.Equal(
            $$"""{"id":"{{ConversationId}}.1","conversationId":"{{ConversationId}}","senderId":"{{ShownCustomerId}}","senderType":"customer","content":"Hello, I need help","messageType":"text","createdAt":"2026-11-26T13:45:53.210Z","status":"sent"}""",
            message.GetRawText()
        );
    }

    [Fact]
    public async Task Send_PlaceholderOfThePage_GoesToTheSocketsConversation()
    {
        using var client = await ConnectAsync();
        await ConnectedAsync(client);

        await client.SayAsync("conv123", "Hello", Cancelled);

        await Eventually.TrueAsync(() => !Gateway.Fakes.Conversations.Posts.IsEmpty, Cancelled);
        Assert.Equal(ConversationId, Gateway.Fakes.Conversations.Posts.Single().ConversationId);
    }

    [Fact]
    public async Task Send_OtherConversation_IsRefusedAndStoresNothing()
    {
        using var client = await ConnectAsync();
        await ConnectedAsync(client);

        await client.SayAsync("0190b000-0000-7000-8000-0000000000ff", "Hello", Cancelled);

        var error = await client.NextAsync("error", Cancelled);
        Assert.Equal("conversation_not_found", error.GetProperty("error").GetString());
        Assert.Empty(Gateway.Fakes.Conversations.Posts);
    }

    [Fact]
    public async Task Send_WhereTheAiAnswers_HasItAnswer()
    {
        Gateway.Fakes.Conversations.Handler = request => FakeConversations.Stored(request, ConversationMode.Ai);
        using var client = await ConnectAsync();
        var (_, followed) = await ConnectedAsync(client);

        await client.SayAsync(ConversationId, "When are you open?", Cancelled);
        await Eventually.TrueAsync(() => !Gateway.Fakes.Replies.Requests.IsEmpty, Cancelled);
        var ai = new Author { Kind = AuthorKind.Ai, Id = "assistant" };
        await Gateway.Fakes.Live.SendAsync(
            followed,
            new LogEntry
            {
                Sequence = 0,
                ReplyStarted = new ReplyStarted { ReplyId = FakeReplies.ReplyId, Author = ai },
            }
        );
        await Gateway.Fakes.Live.SendAsync(followed, Entry(1, ai, "From 9 to 5.", FakeReplies.ReplyId));

        var typing = await client.NextAsync("typing", Cancelled);
        Assert.Equal(("agent", true), (Text(typing, "senderType"), typing.GetProperty("isTyping").GetBoolean()));
        Assert.False((await client.NextAsync("typing", Cancelled)).GetProperty("isTyping").GetBoolean());
        var answer = await client.NextAsync("message", Cancelled);
        Assert.Equal(("agent", "From 9 to 5."), (Text(answer, "senderType"), Text(answer, "content")));
    }

    [Fact]
    public async Task Connect_NobodyTakesAConversation_IsToldWhatTheCompanyWrote()
    {
        Rest.Answers["POST /v1/conversations"] = (
            409,
            """{"code":"no_agent_online","detail":"No agent is online.","notice":"Back at 9."}"""
        );
        using var client = await ConnectAsync();

        var error = await client.NextAsync("error", Cancelled);

        Assert.Equal(("no_agent_online", "Back at 9."), (Text(error, "error"), Text(error, "notice")));
    }

    [Fact]
    public async Task Send_SameMessageAgain_IsKnownByItsIdAndAnsweredOnly()
    {
        Gateway.Fakes.Conversations.Handler = static request =>
            FakeConversations.Stored(request, ConversationMode.Ai, request.Text);
        using var client = await ConnectAsync();
        await ConnectedAsync(client);

        await client.SendAsync(
            """{"action":"sendMessage","data":{"content":"Hi","messageType":"text","clientMessageId":"c-1"}}""",
            Cancelled
        );

        await Eventually.TrueAsync(() => !Gateway.Fakes.Replies.Requests.IsEmpty, Cancelled);
        Assert.Equal("c-1", Gateway.Fakes.Conversations.Posts.Single().ClientMessageId);
        Assert.Equal("c-1", Gateway.Fakes.Replies.Requests.Single().ClientMessageId);
    }

    [Fact]
    public async Task Send_BrowserSaysItsLanguage_IsAnsweredInIt()
    {
        Gateway.Fakes.Conversations.Handler = static request => FakeConversations.Stored(request, ConversationMode.Ai);
        using var client = await XcelsiorClient.ConnectAsync(
            Gateway.Address,
            XcelsiorClient.As(Email),
            Cancelled,
            languages: "fr-CA, en;q=0.8"
        );
        await ConnectedAsync(client);

        await client.SayAsync(ConversationId, "Bonjour", Cancelled);

        await Eventually.TrueAsync(() => !Gateway.Fakes.Replies.Requests.IsEmpty, Cancelled);
        Assert.Equal("fr", Gateway.Fakes.Replies.Requests.Single().TextsLocale);
    }

    [Fact]
    public async Task Send_WherePeopleAnswer_AsksTheAiNothing()
    {
        using var client = await ConnectAsync();
        await ConnectedAsync(client);

        await client.SayAsync(ConversationId, "For Ann", Cancelled);
        await Eventually.TrueAsync(() => !Gateway.Fakes.Conversations.Posts.IsEmpty, Cancelled);
        Gateway.Fakes.Conversations.Handler = static request => FakeConversations.Stored(request, ConversationMode.Ai);
        await client.SayAsync(ConversationId, "For the AI", Cancelled);
        await Eventually.TrueAsync(() => !Gateway.Fakes.Replies.Requests.IsEmpty, Cancelled);

        Assert.Equal("For the AI", Gateway.Fakes.Replies.Requests.Single().Text);
    }

    [Fact]
    public async Task Send_TheAiEndsBeforeItsFirstWord_NobodyTypesAnyMore()
    {
        var fails = new TaskCompletionSource();
        Gateway.Fakes.Conversations.Handler = request => FakeConversations.Stored(request, ConversationMode.Ai);
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await fails.Task.WithTimeout();
            await stream.WriteAsync(FakeReplies.Failed(), context.CancellationToken);
        };
        using var client = await ConnectAsync();
        var (_, followed) = await ConnectedAsync(client);

        await client.SayAsync(ConversationId, "When are you open?", Cancelled);
        var started = new ReplyStarted { ReplyId = FakeReplies.ReplyId, InReplyTo = FakeReplies.MessageId };
        await Gateway.Fakes.Live.SendAsync(followed, new LogEntry { ReplyStarted = started });
        Assert.True((await client.NextAsync("typing", Cancelled)).GetProperty("isTyping").GetBoolean());
        fails.SetResult();

        Assert.False((await client.NextAsync("typing", Cancelled)).GetProperty("isTyping").GetBoolean());
        Assert.Equal("provider_error", Text(await client.NextAsync("error", Cancelled), "error"));
    }

    [Fact]
    public async Task Follow_ReplyCameToNothing_NobodyTypesAnyMore()
    {
        using var client = await ConnectAsync();
        var (_, followed) = await ConnectedAsync(client);
        var started = new ReplyStarted { ReplyId = FakeReplies.ReplyId, InReplyTo = "another's" };
        await Gateway.Fakes.Live.SendAsync(followed, new LogEntry { ReplyStarted = started });
        Assert.True((await client.NextAsync("typing", Cancelled)).GetProperty("isTyping").GetBoolean());

        await Gateway.Fakes.Live.SendAsync(
            followed,
            new LogEntry { ReplyEnded = new ReplyEnded { ReplyId = FakeReplies.ReplyId } }
        );

        Assert.False((await client.NextAsync("typing", Cancelled)).GetProperty("isTyping").GetBoolean());
    }

    [Fact]
    public async Task Follow_EventsAndInternalMessages_AreNotShown()
    {
        using var client = await ConnectAsync();
        var (_, followed) = await ConnectedAsync(client);
        var agent = new Author { Kind = AuthorKind.Agent, Id = FakeAgentLogins.AgentId };
        var changed = Entry(1, agent, "");
        changed.Message.Type = MessageType.Event;
        var whispered = Entry(2, agent, "Careful");
        whispered.Message.Visibility = MessageVisibility.Internal;

        await Gateway.Fakes.Live.SendAsync(followed, changed, whispered, Entry(3, agent, "Good morning"));

        var message = await client.NextAsync("message", Cancelled);
        Assert.Equal(("Good morning", FakeAgentLogins.AgentId), (Text(message, "content"), Text(message, "senderId")));
    }

    [Fact]
    public async Task Follow_ConversationThatIsNoMore_EndsTheSocket()
    {
        using var client = await ConnectAsync();
        var (_, followed) = await ConnectedAsync(client);

        await Gateway.Fakes.Live.EndAsync(followed, SubscriptionEnded.Types.Reason.NotFound);

        Assert.Equal("conversation_not_found", Text(await client.NextAsync("error", Cancelled), "error"));
        Assert.Null(await client.NextAsync(Cancelled));
        Assert.Equal(4503, client.CloseCode);
    }

    [Fact]
    public async Task Typing_OfTheClient_IsPassedOn()
    {
        using var client = await ConnectAsync();
        var (_, followed) = await ConnectedAsync(client);

        await client.SendAsync(
            $$$"""{"action":"typing","data":{"conversationId":"{{{ConversationId}}}","isTyping":true}}""",
            Cancelled
        );

        await Eventually.TrueAsync(() => !Gateway.Fakes.Live.Typing.IsEmpty, Cancelled);
        var typing = Gateway.Fakes.Live.Typing.Single();
        Assert.Equal((followed.SubscriptionId, true), (typing.SubscriptionId, typing.Typing));
        Assert.True(followed.Signals);
    }

    [Fact]
    public async Task Typing_OfAnAgent_ComesAndOnesOwnDoesNot()
    {
        using var client = await ConnectAsync();
        var (_, followed) = await ConnectedAsync(client);
        var own = new Author { Kind = AuthorKind.Visitor, Id = SubjectOf(Rest.Requests.Single().Authorization) };
        var agent = new Author { Kind = AuthorKind.Agent, Id = FakeAgentLogins.AgentId };

        await Gateway.Fakes.Live.SendAsync(
            followed.SubscriptionId,
            new Signal
            {
                Typing = new Typing { Author = own, Typing_ = true },
            },
            new Signal
            {
                Typing = new Typing { Author = agent, Typing_ = true },
            }
        );

        var typing = await client.NextAsync("typing", Cancelled);
        Assert.Equal(
            $$"""{"conversationId":"{{ConversationId}}","senderId":"{{FakeAgentLogins.AgentId}}","senderType":"agent","isTyping":true}""",
            typing.GetRawText()
        );
    }

    [Theory]
    [InlineData("""{"action":"shout","data":{}}""", "action")]
    [InlineData("""{"action":"sendMessage"}""", "data")]
    [InlineData("""{"action":"sendMessage","data":{"conversationId":"conv123"}}""", "data.content")]
    [InlineData("""{"action":"sendMessage","data":{"content":"x","messageType":"system"}}""", "data.messageType")]
    [InlineData("""{"action":"typing","data":{"isTyping":"yes"}}""", "data.isTyping")]
    public async Task Send_WrongFrame_IsToldWhichFieldAndLivesOn(string frame, string field)
    {
        using var client = await ConnectAsync();
        await ConnectedAsync(client);

        await client.SendAsync(frame, Cancelled);
        var error = await client.NextAsync("error", Cancelled);
        await client.SayAsync(ConversationId, "Still there", Cancelled);

        Assert.Contains(error.GetProperty("errors").EnumerateArray(), fault => Text(fault, "field") == field);
        await Eventually.TrueAsync(() => !Gateway.Fakes.Conversations.Posts.IsEmpty, Cancelled);
    }

    [Fact]
    public async Task Send_TextIsRefused_ThePagesFieldIsNamed()
    {
        Gateway.Fakes.Conversations.Handler = _ => new AppendResult
        {
            Error = Invalid.Field("/text", "length", "Too long.").ToRpcStatus(),
        };
        using var client = await ConnectAsync();
        await ConnectedAsync(client);

        await client.SayAsync(ConversationId, "Hello", Cancelled);

        var error = await client.NextAsync("error", Cancelled);
        Assert.Equal("""[{"field":"data.content","message":"Too long."}]""", error.GetProperty("errors").GetRawText());
    }

    [Fact]
    public async Task Send_NoJson_ClosesTheSocket()
    {
        using var client = await ConnectAsync();
        await ConnectedAsync(client);

        await client.SendAsync("Hello?", Cancelled);

        await client.NextAsync("error", Cancelled);
        Assert.Null(await client.NextAsync(Cancelled));
        Assert.Equal(4400, client.CloseCode);
    }

    [Fact]
    public async Task Stop_OfTheGateway_ClosesTheSocketAsOneToComeBackTo()
    {
        using var client = await ConnectAsync();
        await ConnectedAsync(client);

        Gateway.BeginStop();

        Assert.Null(await client.NextAsync(Cancelled));
        Assert.Equal(1012, client.CloseCode);
    }

    private static string Text(System.Text.Json.JsonElement owner, string name) => owner.GetProperty(name).GetString()!;

    private static LogEntry Entry(long sequence, Author author, string text, string id = FakeReplies.MessageId) =>
        new()
        {
            Sequence = sequence,
            Message = new Message
            {
                Id = id,
                ConversationId = ConversationId,
                Sequence = sequence,
                Author = author,
                Text = text,
                CreatedAt = Timestamp.FromDateTimeOffset(DateTimeOffset.Parse("2026-11-26T13:45:53.2104604Z")),
            },
        };

    private Task<XcelsiorClient> ConnectAsync(string? conversationId = null) =>
        XcelsiorClient.ConnectAsync(Gateway.Address, XcelsiorClient.As(Email, conversationId), Cancelled);
}
