using System.Net;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Npgsql;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Messages;

[Trait("Level", "Component")]
public sealed class PostMessageTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    [Fact]
    public async Task PostMessage_NewConversation_StartsItWithSequenceOne()
    {
        var posted = await visitor.PostAsync("Hello");

        Assert.True(posted.Created);
        Assert.Equal(1, posted.Message.Sequence);
        Assert.Equal("Hello", posted.Message.Text);
        Assert.Equal(posted.Conversation.Id, posted.Message.ConversationId);
        Assert.Equal(visitor.Principal.Subject, posted.Conversation.Owner.Id);
        Assert.Equal(Wire.ConversationMode.Ai, posted.Conversation.Mode);
        Assert.NotEqual(0, posted.Conversation.Epoch);
    }

    [Fact]
    public async Task PostMessage_NewConversation_WritesBothEventsToTheOutbox()
    {
        var request = visitor.Message("Hällo ✓");
        request.ExternalId = "order-4711";
        request.ClientMessageId = "client-1";
        var posted = await visitor.PostAsync(request);

        var events = await OutboxAsync();

        Assert.Equal(
            ["chat.events.v1.ConversationStarted", "chat.events.v1.MessagePosted"],
            events.Select(e => e.Type)
        );
        var started = ConversationStarted.Parser.ParseFrom(events[0].Payload);
        var expected = posted.Conversation.Clone();
        expected.LastSequence = 0;
        Assert.Equal(expected, started.Conversation);
        Assert.Equal(events[0].Id.ToString(), started.Header.EventId);
        var message = MessagePosted.Parser.ParseFrom(events[1].Payload);
        Assert.Equal(posted.Message, message.Message);
        Assert.Equal("order-4711", message.ExternalId);
        Assert.Equal(posted.Conversation.Epoch, message.Epoch);
        Assert.Equal(events[1].Id.ToString(), message.Header.EventId);
        Assert.Equal(visitor.Principal.TenantId.ToString(), message.Header.TenantId);
        Assert.Equal(posted.Message.CreatedAt, message.Header.OccurredAt);
    }

    [Fact]
    public async Task PostMessage_LongLog_EventCarriesTheSequence()
    {
        var first = await visitor.PostAsync("1");
        await SetLastSequenceAsync(first.Conversation.Id, 20_000_000_000);

        var posted = await visitor.PostAsync("2", first.Conversation.Id);

        var events = await OutboxAsync();
        Assert.Equal(20_000_000_001, posted.Message.Sequence);
        Assert.Equal(posted.Message, MessagePosted.Parser.ParseFrom(events[^1].Payload).Message);
    }

    [Fact]
    public async Task PostMessage_KnownExternalId_GoesToThatConversation()
    {
        var request = visitor.Message("one");
        request.ExternalId = "external";
        var first = await visitor.PostAsync(request);
        var again = visitor.Message("two");
        again.ExternalId = "external";

        var second = await visitor.PostAsync(again);

        Assert.False(second.Created);
        Assert.Equal(first.Conversation.Id, second.Conversation.Id);
        Assert.Equal(2, second.Message.Sequence);
    }

    [Fact]
    public async Task PostMessage_SameExternalIdAtOnce_MakesOneConversation()
    {
        var requests = Enumerable
            .Range(0, 20)
            .Select(i =>
            {
                var request = visitor.Message("message " + i);
                request.ExternalId = "raced";
                return (i % 2 == 0 ? visitor : visitor.At(sessions.B)).PostAsync(request);
            });

        var posted = await Task.WhenAll(requests);

        Assert.Single(posted.Select(p => p.Conversation.Id).Distinct());
        Assert.Single(posted, p => p.Created);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), posted.Select(p => p.Message.Sequence).Order());
    }

    [Fact]
    public async Task PostMessage_RepeatedClientMessageId_ReturnsTheFirst()
    {
        var request = visitor.Message("once");
        request.ClientMessageId = "c1";
        var first = await visitor.PostAsync(request);
        var again = visitor.Message("twice", first.Conversation.Id);
        again.ClientMessageId = "c1";

        var second = await visitor.PostAsync(again);

        Assert.True(second.Duplicate);
        Assert.Equal(first.Message, second.Message);
        Assert.Equal(1, second.Conversation.LastSequence);
    }

    [Fact]
    public async Task PostMessage_ClientMessageIdOfAnotherAuthor_IsNotKnown()
    {
        var conversation = (await visitor.PostAsync("help")).Conversation.Id;
        var path = $"/v1/conversations/{conversation}/messages";
        var agents = Enumerable
            .Range(0, 2)
            .Select(_ => Caller.Of(sessions.A, PrincipalKind.Agent, visitor.Principal.TenantId));
        foreach (var agent in agents)
        {
            var whisper = new
            {
                text = "he never pays",
                visibility = "internal",
                clientMessageId = "1",
            };
            Assert.Equal(HttpStatusCode.Created, (await agent.SubmitAsync(path, whisper)).Status);
        }

        var (status, body) = await visitor.SubmitAsync(path, new { text = "anybody?", clientMessageId = "1" });

        Assert.Equal((HttpStatusCode.Created, "anybody?"), (status, body.GetProperty("text").GetString()));
        Assert.Equal(4, body.GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task PostMessage_DuplicatesRacingOnTwoInstances_StoresOne()
    {
        var first = await visitor.PostAsync("start");
        var requests = Enumerable
            .Range(0, 32)
            .Select(i =>
            {
                var request = visitor.Message("raced", first.Conversation.Id);
                request.ClientMessageId = "same";
                return (i % 2 == 0 ? visitor : visitor.At(sessions.B)).PostAsync(request);
            });

        var posted = await Task.WhenAll(requests);

        Assert.Single(posted, p => !p.Duplicate);
        Assert.Single(posted.Select(p => p.Message.Id).Distinct());
        Assert.Equal(2, (await visitor.ListAsync(first.Conversation.Id)).Messages.Count);
    }

    [Fact]
    public async Task PostMessage_AnsweredDuplicate_ReturnsTheAnswerAndNoLease()
    {
        var request = visitor.Question("Why?");
        request.ClientMessageId = "c1";
        var first = await visitor.PostAsync(request);
        var answer = await SpeakingCaller.AnswerAsync(visitor, first, "Because.");
        var again = visitor.Question("Why?", first.Conversation.Id);
        again.ClientMessageId = "c1";

        var second = await visitor.PostAsync(again);

        Assert.True(second.Duplicate);
        Assert.Equal(answer, second.ExistingReply);
        Assert.Null(second.Lease);
    }

    [Fact]
    public async Task PostMessage_DuplicateBeingAnswered_IsBusy()
    {
        var request = visitor.Question("Why?");
        request.ClientMessageId = "c1";
        var first = await visitor.PostAsync(request);
        var again = visitor.Question("Why?", first.Conversation.Id);
        again.ClientMessageId = "c1";

        var second = await visitor.PostAsync(again);

        Assert.Equal(first.Lease.ReplyId, second.BusyReplyId);
        Assert.Null(second.Lease);
    }

    [Fact]
    public async Task PostMessage_History_IsTheNewestOldestFirst()
    {
        var first = await visitor.PostAsync("1");
        await visitor.PostAsync("2", first.Conversation.Id);
        await visitor.PostAsync("3", first.Conversation.Id);
        var request = visitor.Message("4", first.Conversation.Id);
        request.HistoryLimit = 2;

        var posted = await visitor.PostAsync(request);

        Assert.Equal(["2", "3"], posted.History.Select(message => message.Text));
    }

    [Fact]
    public async Task PostMessage_ManyInOneConversation_HasNoGaps()
    {
        var first = await visitor.PostAsync("start");
        var id = first.Conversation.Id;
        var posted = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(i => (i % 2 == 0 ? visitor : visitor.At(sessions.B)).PostAsync("m" + i, id))
        );

        Assert.Equal(Enumerable.Range(2, 64).Select(i => (long)i), posted.Select(p => p.Message.Sequence).Order());
        var stored = (await visitor.ListAsync(id)).Messages;
        Assert.Equal(Enumerable.Range(1, 65).Select(i => (long)i), stored.Select(message => message.Sequence));
        Assert.True(stored.Zip(stored.Skip(1)).All(pair => pair.First.CreatedAt <= pair.Second.CreatedAt));
    }

    [Fact]
    public async Task PostMessage_ManyConversationsAtOnce_EachHasItsOwnSequence()
    {
        var conversations = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => Caller.Visitor(sessions.A).PostAsync("start"))
        );

        Assert.All(conversations, posted => Assert.Equal(1, posted.Message.Sequence));
        Assert.Equal(64, conversations.Select(posted => posted.Conversation.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task PostMessage_BadText_IsInvalid(string text)
    {
        var refusal = await Caller.RefusalAsync(() => visitor.PostAsync(text));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    [Fact]
    public async Task PostMessage_TextTooLong_IsInvalid()
    {
        var refusal = await Caller.RefusalAsync(() => visitor.PostAsync(new string('x', 10_001)));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    [Fact]
    public async Task PostMessage_AsSomebodyElse_IsForbidden()
    {
        var request = visitor.Message("I am another");
        request.Author.Id = "another";

        var refusal = await Caller.RefusalAsync(() => visitor.PostAsync(request));

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    [Fact]
    public async Task PostMessage_PublishableKeyAlone_IsForbidden()
    {
        var key = Caller.Of(sessions.A, PrincipalKind.PublishableKey);

        var refusal = await Caller.RefusalAsync(() => key.PostAsync("Hello"));

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    [Fact]
    public async Task PostMessage_AnothersConversation_IsNotFound()
    {
        var posted = await visitor.PostAsync("mine");
        var other = Caller.Visitor(sessions.A, visitor.Principal.TenantId);

        var refusal = await Caller.RefusalAsync(() => other.PostAsync("yours?", posted.Conversation.Id));

        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
    }

    [Fact]
    public async Task PostMessage_AnotherTenantsConversation_IsNotFound()
    {
        var posted = await visitor.PostAsync("mine");
        var other = Caller.Of(sessions.A, PrincipalKind.SecretKey);

        var refusal = await Caller.RefusalAsync(() => other.PostAsync("yours?", posted.Conversation.Id));

        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
    }

    [Fact]
    public async Task PostMessage_ClosedLongAgo_IsFailedPrecondition()
    {
        var posted = await visitor.PostAsync("last words");
        await ExecuteAsync(
            "update conversations set status = 2, closed_at = now() - interval '25 hours' where id = $1",
            Guid.Parse(posted.Conversation.Id)
        );

        var refusal = await Caller.RefusalAsync(() => visitor.PostAsync("one more", posted.Conversation.Id));

        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
    }

    [Fact]
    public async Task PostMessage_UnknownConversation_IsNotFound()
    {
        var refusal = await Caller.RefusalAsync(() => visitor.PostAsync("anybody?", Ids.NewText()));

        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
    }

    [Fact]
    public async Task PostMessage_WithoutToken_IsUnauthenticated()
    {
        var refusal = await Caller.RefusalAsync(async () =>
            await sessions.A.Conversations.PostMessageAsync(
                visitor.Message("who?"),
                cancellationToken: TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
    }

    private async Task<List<(Guid Id, string Type, byte[] Payload)>> OutboxAsync()
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select id, type, payload from outbox where tenant_id = $1 order by position"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = visitor.Principal.TenantId });
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var events = new List<(Guid, string, byte[])>();
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            events.Add((row.GetGuid(0), row.GetString(1), row.GetFieldValue<byte[]>(2)));
        }

        return events;
    }

    private Task SetLastSequenceAsync(string conversationId, long sequence) =>
        ExecuteAsync($"update conversations set last_sequence = {sequence} where id = $1", Guid.Parse(conversationId));

    private async Task ExecuteAsync(string sql, Guid id)
    {
        await using var command = sessions.A.Admin.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
