using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;
using Chat.Sessions.MessageEdits;
using Chat.Sessions.Messages;
using Chat.Sessions.Receipts;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;
using Npgsql;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>
/// Whatever is done to a conversation, in whatever order and at whichever instance: after each step its row is what
/// <see cref="ModelledConversation"/> says, and its log has no gap.
/// </summary>
[Trait("Level", "Component")]
public sealed class ConversationModelTests(SessionsFixture sessions)
{
    private const int Steps = 60;
    private static readonly ConversationAction[] Actions = Enum.GetValues<ConversationAction>();
    private static readonly Guid[] Agents = [Ids.New(), Ids.New()];
    private readonly VisitorScene scene = new(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Steps_AnyOrder_KeepRowAndLogAsTheModelSays(int seed)
    {
        var random = new Random(seed);
        var (model, cast) = (new ModelledConversation(), await CastAsync());
        model.CustomerSays();
        var steps = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            steps.Add(await StepAsync(random, model, cast));

            var expected = Describe(model);
            var found = await RowAsync(cast.Conversation);
            Assert.True(expected == found, $"{string.Join("; ", steps)}\nexpected {expected}\nfound    {found}");
        }

        Assert.Equal(
            Enumerable.Range(1, (int)model.Last).Select(sequence => (long)sequence),
            await SequencesAsync(cast.Conversation)
        );
    }

    // One customer by two names, so that there are two who read for the customer as there are two who read for the company.
    private async Task<Cast> CastAsync()
    {
        var visitor = scene.Visitor();
        var (user, _) = await scene.UserAsync();
        await VisitorScene.ProveAsync(visitor, user);
        var posted = await visitor.PostAsync("hello");
        return new Cast(
            [visitor, user.At(sessions.B)],
            [.. Agents.Select(id => new Caller(sessions.A, AgentOf(visitor, id)))],
            new ConversationKey(visitor.Principal.TenantId, Guid.Parse(posted.Conversation.Id))
        );
    }

    private static Principal AgentOf(Caller visitor, Guid id) =>
        new()
        {
            TenantId = visitor.Principal.TenantId,
            Subject = id.ToString(),
            Kind = PrincipalKind.Agent,
        };

    private async Task<string> StepAsync(Random random, ModelledConversation model, Cast cast)
    {
        var instance = random.Next(2) == 0 ? sessions.A : sessions.B;
        switch (random.Next(12))
        {
            case < 2:
                return await AskAsync(random, model, cast);
            case < 4:
                var isNote = random.Next(2) == 0;
                var written = await WriteAsync(instance, cast, random, isNote);
                Assert.Equal(isNote ? model.Note() : model.CompanySays(isPerson: true), written);
                return isNote ? "note" : "agent says";
            case < 6:
                var byCustomer = random.Next(2) == 0;
                var upTo = random.NextInt64(model.Last + 3);
                var reader = (byCustomer ? cast.Customers : cast.Agents)[random.Next(2)];
                await ReadAsync(reader, cast, upTo);
                model.Read(byCustomer, upTo);
                return $"{(byCustomer ? "customer" : "agent")} reads {upTo}";
            case 6:
                if (await DeleteAsync(instance, cast, random, model.Last))
                {
                    model.Happens();
                    return "delete";
                }

                return "delete nothing";
            default:
                var (action, agent) = (Actions[random.Next(Actions.Length)], Agents[random.Next(2)]);
                // Archived is the end of everything: not before something happened.
                action =
                    action is ConversationAction.Archive && model.Last < Steps / 2 ? ConversationAction.Reopen : action;
                await instance
                    .Get<ConversationChange>()
                    .MoveAsync(
                        cast.Conversation,
                        ConversationActor.System,
                        new ConversationMove { Action = action, AgentId = agent },
                        Token
                    );
                model.Move(action, agent);
                return $"{action}";
        }
    }

    /// <summary>A customer's message, and the AI's reply when it is the AI's turn.</summary>
    private static async Task<string> AskAsync(Random random, ModelledConversation model, Cast cast)
    {
        var customer = cast.Customers[random.Next(2)];
        var question = customer.Question("and?", cast.Conversation.ConversationId.ToString());
        if (!model.CustomerSays())
        {
            await Caller.RefusalAsync(() => customer.PostAsync(question));
            return "customer is refused";
        }

        var posted = await customer.PostAsync(question);
        Assert.Equal(model.Last, posted.Message.Sequence);
        Assert.Equal(model.Mode is ConversationMode.Ai, posted.Lease is not null);
        if (posted.Lease is null)
        {
            return "customer says";
        }

        var reply = await SpeakingCaller.AnswerAsync(customer, posted, "so");
        model.CompanySays(isPerson: false);
        Assert.Equal(model.Last, reply.Sequence);
        return "customer asks and is answered";
    }

    private static async Task<bool> WriteAsync(SessionsInstance instance, Cast cast, Random random, bool isNote)
    {
        var appended = await instance
            .Get<LogWriter>()
            .AppendAsync(
                new NewMessage
                {
                    TenantId = cast.Conversation.TenantId,
                    Target = AppendTarget.Existing,
                    ConversationId = cast.Conversation.ConversationId,
                    MessageId = Ids.New(),
                    Author = new Author(AuthorKind.Agent, Agents[random.Next(2)].ToString(), ""),
                    Text = "here",
                    Visibility = isNote ? MessageVisibility.Internal : MessageVisibility.Public,
                },
                Token
            );
        return appended.IsSuccess;
    }

    private static async Task ReadAsync(Caller reader, Cast cast, long upTo)
    {
        var marked = await reader
            .Instance.Get<MarkReceiptHandler>()
            .HandleAsync(reader.Principal, cast.Conversation.ConversationId, 0, upTo, Token);
        Assert.True(marked.IsSuccess);
    }

    private async Task<bool> DeleteAsync(SessionsInstance instance, Cast cast, Random random, long last)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select id from messages where conversation_id = $1 and sequence = $2"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = cast.Conversation.ConversationId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = random.NextInt64(last) + 1 });
        var id = (Guid)(await command.ExecuteScalarAsync(Token))!;
        var backend = Caller.Of(instance, PrincipalKind.SecretKey, cast.Conversation.TenantId);
        var deleted = await instance
            .Get<ChangeMessageHandler>()
            .DeleteAsync(new MessageKey(backend.Principal, cast.Conversation.ConversationId, id), Token);
        return deleted.IsSuccess;
    }

    private static string Describe(ModelledConversation model) =>
        $"{model.Status} {model.Mode} last {model.Last} revision {model.Revision} count {model.Count} "
        + $"unread {model.UnreadByAgents}/{model.UnreadByCustomer} agent {model.Agent} "
        + $"queued {model.Status is ConversationStatus.Queued} resolved {model.IsResolved} ended {model.IsEnded} "
        + $"responded {model.HasFirstResponse}";

    private async Task<string> RowAsync(ConversationKey key)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            """
            select status, mode, last_sequence, revision, message_count, unread_by_agents, unread_by_customer,
                assigned_agent_id, queued_at is not null, resolved_at is not null, closed_at is not null,
                first_response_at is not null
            from conversations where id = $1
            """
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key.ConversationId });
        await using var row = await command.ExecuteReaderAsync(Token);
        await row.ReadAsync(Token);
        return $"{(ConversationStatus)row.GetInt16(0)} {(ConversationMode)row.GetInt16(1)} last {row.GetInt64(2)} "
            + $"revision {row.GetInt64(3)} count {row.GetInt32(4)} unread {row.GetInt32(5)}/{row.GetInt32(6)} "
            + $"agent {(row.IsDBNull(7) ? null : row.GetGuid(7))} queued {row.GetBoolean(8)} "
            + $"resolved {row.GetBoolean(9)} ended {row.GetBoolean(10)} responded {row.GetBoolean(11)}";
    }

    private async Task<List<long>> SequencesAsync(ConversationKey key)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select sequence from messages where conversation_id = $1 order by sequence"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key.ConversationId });
        await using var row = await command.ExecuteReaderAsync(Token);
        var found = new List<long>();
        while (await row.ReadAsync(Token))
        {
            found.Add(row.GetInt64(0));
        }

        return found;
    }

    private sealed record Cast(Caller[] Customers, Caller[] Agents, ConversationKey Conversation);
}
