using System.Collections.Concurrent;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;
using Chat.Sessions.Speaking;
using Chat.Sessions.Tests.Testing;
using Npgsql;

namespace Chat.Sessions.Tests.Log;

/// <summary>
/// append_message under many writers on two instances who repeat themselves, answer under right and wrong fences and
/// are cut off; then the whole store is compared with what the log promises.
/// </summary>
[Trait("Level", "Component")]
public sealed class AppendModelTests(SessionsFixture sessions)
{
    private const int Writers = 8;
    private const int Turns = 40;
    private static readonly Author Visitor = new(AuthorKind.Visitor, "v", "");
    private static readonly Author Ai = new(AuthorKind.Ai, "assistant", "");

    private readonly Guid[] tenants = [Ids.New(), Ids.New()];
    private readonly ConcurrentBag<(NewMessage Sent, Result<Appended> Answer)> answers = [];
    private readonly ConcurrentBag<(Guid Conversation, Lease Lease, Guid Question)> leases = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Append_AnyOrderByManyWriters_KeepsEveryPromiseOfTheLog(int seed)
    {
        var conversations = await BeginAsync();

        await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(writer => WriteAsync(new Random((seed * 100) + writer), conversations))
        );

        foreach (var (tenant, conversation) in conversations)
        {
            var messages = await MessagesAsync(conversation);
            await AssertGapFreeAsync(conversation, messages);
            AssertOncePerClientId(messages);
            AssertAnswersAreTrue(tenant, conversation, messages);
            await AssertOneEventEachAsync(conversation, messages);
        }

        AssertFencesAreGivenOnce();
        Assert.True(
            answers.Count(answer => answer.Answer.IsSuccess) > Writers * Turns / 4,
            "Hardly anything happened."
        );
        Assert.Contains(answers, answer => answer.Answer.Error is LeaseLost);
        Assert.Contains(answers, answer => answer.Answer.IsSuccess && answer.Answer.Value.Duplicate);
    }

    private async Task<(Guid Tenant, Guid Conversation)[]> BeginAsync()
    {
        var log = sessions.A.Get<LogWriter>();
        var begun = new List<(Guid, Guid)>();
        foreach (var tenant in tenants)
        {
            for (var n = 0; n < 2; n++)
            {
                var first = Message(tenant, Ids.New()) with { Target = AppendTarget.New };
                begun.Add((tenant, (await log.AppendAsync(first, Token)).Value.Conversation.Id));
            }
        }

        return [.. begun];
    }

    private async Task WriteAsync(Random random, (Guid Tenant, Guid Conversation)[] conversations)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            var (tenant, conversation) = conversations[random.Next(conversations.Length)];
            var log = (random.Next(2) == 0 ? sessions.A : sessions.B).Get<LogWriter>();
            var message = random.Next(10) switch
            {
                // The same few client ids again and again, by all writers.
                < 4 => Message(tenant, conversation) with { ClientMessageId = "c" + random.Next(12) },
                < 6 => Message(tenant, conversation) with { LeaseReplyId = Ids.New() },
                < 8 => Reply(random, tenant, conversation, difference: 0),
                8 => Reply(random, tenant, conversation, difference: random.Next(2) == 0 ? -1 : 1),
                // Somebody of the other tenant who knows the id.
                _ => Message(tenants[0] == tenant ? tenants[1] : tenants[0], conversation),
            };
            await AppendAsync(log, message);
        }
    }

    private async Task AppendAsync(LogWriter log, NewMessage message)
    {
        var answer = await log.AppendAsync(message, Token);
        answers.Add((message, answer));
        if (answer.IsSuccess && answer.Value.Lease is { } lease)
        {
            leases.Add((answer.Value.Conversation.Id, lease, answer.Value.Message.Id));
        }
    }

    /// <summary>A reply under a lease that was given at some time; it may be lost or used up since.</summary>
    private NewMessage Reply(Random random, Guid tenant, Guid conversation, long difference)
    {
        var given = leases.Where(lease => lease.Conversation == conversation).ToList();
        if (given.Count == 0)
        {
            return Message(tenant, conversation) with { LeaseReplyId = Ids.New() };
        }

        var (_, lease, question) = given[random.Next(given.Count)];
        return Message(tenant, conversation) with
        {
            MessageId = lease.ReplyId,
            Author = Ai,
            Fence = lease.Fence + difference,
            InReplyTo = question,
        };
    }

    private static NewMessage Message(Guid tenant, Guid conversation)
    {
        var id = Ids.New();
        return new NewMessage
        {
            TenantId = tenant,
            Target = AppendTarget.Existing,
            ConversationId = conversation,
            MessageId = id,
            Author = Visitor,
            Text = id.ToString(),
        };
    }

    private async Task AssertGapFreeAsync(Guid conversation, List<StoredRow> messages)
    {
        Assert.Equal(Enumerable.Range(1, messages.Count).Select(n => (long)n), messages.Select(row => row.Sequence));
        Assert.Equal(messages.Select(row => row.CreatedAt).Order(), messages.Select(row => row.CreatedAt));
        await using var command = sessions.A.Admin.CreateCommand(
            "select last_sequence from conversations where id = $1"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversation });
        Assert.Equal((long)messages.Count, await command.ExecuteScalarAsync(Token));
    }

    private static void AssertOncePerClientId(List<StoredRow> messages)
    {
        var ids = messages.Select(row => row.ClientId).OfType<string>().ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        Assert.Equal(messages.Select(row => row.Id).Distinct(), messages.Select(row => row.Id));
    }

    /// <summary>Who was told that a message is stored finds that one; who was refused finds nothing of its own.</summary>
    private void AssertAnswersAreTrue(Guid tenant, Guid conversation, List<StoredRow> messages)
    {
        var stored = messages.ToDictionary(row => row.Id);
        foreach (var (sent, answer) in answers.Where(answer => answer.Sent.ConversationId == conversation))
        {
            if (sent.TenantId != tenant)
            {
                Assert.IsType<ConversationNotFound>(answer.Error);
                Assert.False(stored.ContainsKey(sent.MessageId));
            }
            else if (answer.IsSuccess)
            {
                var row = stored[answer.Value.Message.Id];
                Assert.Equal(row.Sequence, answer.Value.Message.Sequence);
                Assert.Equal(row.Text, answer.Value.Message.Text);
                Assert.True(sent.ClientMessageId is null || row.ClientId == sent.ClientMessageId);
                Assert.True(!answer.Value.Duplicate || row.Id != sent.MessageId || sent.Fence is not null);
            }
            else
            {
                Assert.IsType<LeaseLost>(answer.Error);
                Assert.NotNull(sent.Fence);
            }
        }
    }

    private async Task AssertOneEventEachAsync(Guid conversation, List<StoredRow> messages)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select payload from outbox where type = 'chat.events.v1.MessagePosted' and tenant_id = any($1) order by position"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = tenants });
        var told = new List<(string Id, long Sequence)>();
        await using var row = await command.ExecuteReaderAsync(Token);
        while (await row.ReadAsync(Token))
        {
            var posted = MessagePosted.Parser.ParseFrom(row.GetFieldValue<byte[]>(0));
            if (posted.Message.ConversationId == conversation.ToString())
            {
                told.Add((posted.Message.Id, posted.Message.Sequence));
            }
        }

        Assert.Equal(messages.Select(message => (message.Id.ToString(), message.Sequence)), told);
    }

    private void AssertFencesAreGivenOnce()
    {
        foreach (var given in leases.GroupBy(lease => lease.Conversation))
        {
            var fences = given.Select(lease => lease.Lease.Fence).Order().ToList();
            Assert.Equal(fences.Distinct(), fences);
            Assert.True(fences[0] >= 1);
        }
    }

    private async Task<List<StoredRow>> MessagesAsync(Guid conversation)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select id, sequence, client_message_id, body, created_at from messages where conversation_id = $1 order by sequence"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversation });
        await using var row = await command.ExecuteReaderAsync(Token);
        var messages = new List<StoredRow>();
        while (await row.ReadAsync(Token))
        {
            messages.Add(
                new StoredRow(
                    row.GetGuid(0),
                    row.GetInt64(1),
                    row.IsDBNull(2) ? null : row.GetString(2),
                    row.GetString(3),
                    row.GetDateTime(4)
                )
            );
        }

        return messages;
    }

    private sealed record StoredRow(Guid Id, long Sequence, string? ClientId, string Text, DateTime CreatedAt);
}
