using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;
using Chat.Sessions.MessageEdits;
using Chat.Sessions.Messages;
using Chat.Sessions.Receipts;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;
using Grpc.Core;
using Npgsql;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>
/// One conversation and who takes part: one customer by two names and two agents, so that there are two who read for each
/// side. Everybody acts at either of two instances.
/// </summary>
internal sealed class ConversationCast
{
    private static readonly ConversationAction[] Actions = Enum.GetValues<ConversationAction>();
    private readonly SessionsFixture sessions;
    private readonly Principal[] customers;

    private ConversationCast(SessionsFixture sessions, Principal[] customers, ConversationKey key) =>
        (this.sessions, this.customers, Key) = (sessions, customers, key);

    public ConversationKey Key { get; }

    public Guid[] Agents { get; } = [Ids.New(), Ids.New()];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>With the customer's first message in it.</summary>
    public static async Task<ConversationCast> StartAsync(SessionsFixture sessions)
    {
        var scene = new VisitorScene(sessions.A);
        var visitor = scene.Visitor();
        var (user, _) = await scene.UserAsync();
        await VisitorScene.ProveAsync(visitor, user);
        var posted = await visitor.PostAsync("hello");
        var key = new ConversationKey(visitor.Principal.TenantId, Guid.Parse(posted.Conversation.Id));
        return new ConversationCast(sessions, [visitor.Principal, user.Principal], key);
    }

    /// <summary>A customer's message, and the AI's reply when it is given the lease; null: it is refused.</summary>
    public async Task<(Wire.PostMessageResponse Posted, Wire.Message? Reply)?> AskAsync(Random random)
    {
        var customer = new Caller(Instance(random), customers[random.Next(2)]);
        Wire.PostMessageResponse posted;
        try
        {
            posted = await customer.PostAsync(customer.Question("and?", Key.ConversationId.ToString()));
        }
        catch (RpcException refused)
        {
            Assert.Equal("conversation_closed", refused.ToError().Code);
            return null;
        }

        try
        {
            return (posted, posted.Lease is null ? null : await SpeakingCaller.AnswerAsync(customer, posted, "so"));
        }
        catch (RpcException refused)
        {
            // Somebody took over before the reply was there.
            Assert.Equal("lease_lost", refused.ToError().Code);
            return (posted, null);
        }
    }

    /// <summary>A message or a note of an agent; false: it is refused.</summary>
    public async Task<bool> WriteAsync(Random random, bool isNote)
    {
        var appended = await Instance(random)
            .Get<LogWriter>()
            .AppendAsync(
                new NewMessage
                {
                    TenantId = Key.TenantId,
                    Target = AppendTarget.Existing,
                    ConversationId = Key.ConversationId,
                    MessageId = Ids.New(),
                    Author = new Author(AuthorKind.Agent, Agents[random.Next(2)].ToString(), ""),
                    Text = "here",
                    Visibility = isNote ? MessageVisibility.Internal : MessageVisibility.Public,
                },
                Token
            );
        return appended.IsSuccess;
    }

    /// <summary>The agent who read; null: the customer did.</summary>
    public async Task<Guid?> ReadAsync(Random random, bool byCustomer, long upTo)
    {
        Guid? agent = byCustomer ? null : Agents[random.Next(2)];
        var reader = agent is null
            ? customers[random.Next(2)]
            : new Principal
            {
                TenantId = Key.TenantId,
                Subject = $"{agent}",
                Kind = PrincipalKind.Agent,
            };
        var marked = await Instance(random)
            .Get<MarkReceiptHandler>()
            .HandleAsync(reader, Key.ConversationId, delivered: 0, upTo, Token);
        Assert.True(marked.IsSuccess);
        return agent;
    }

    /// <summary>Whatever stands there, by the company; false: there is nothing to delete.</summary>
    public async Task<bool> DeleteAsync(Random random, long sequence)
    {
        var id = (Guid)
            (await ScalarAsync("select id from messages where conversation_id = $1 and sequence = $2", sequence))!;
        var company = Caller.Of(sessions.A, PrincipalKind.SecretKey, Key.TenantId).Principal;
        var deleted = await Instance(random)
            .Get<ChangeMessageHandler>()
            .DeleteAsync(new MessageKey(company, Key.ConversationId, id), Token);
        return deleted.IsSuccess;
    }

    /// <summary>Any action, allowed there or not; <paramref name="mayArchive"/>: even the one after which nothing happens.</summary>
    public async Task<(ConversationAction Action, Guid Agent)> MoveAsync(Random random, bool mayArchive)
    {
        var (action, agent) = (Actions[random.Next(Actions.Length)], Agents[random.Next(2)]);
        action = action is ConversationAction.Archive && !mayArchive ? ConversationAction.Reopen : action;
        await Instance(random)
            .Get<ConversationChange>()
            .MoveAsync(Key, ConversationActor.System, new ConversationMove { Action = action, AgentId = agent }, Token);
        return (action, agent);
    }

    public async Task<ConversationState> StateAsync() =>
        (
            await sessions
                .A.Get<ConversationStore>()
                .FindAsync(Key.TenantId, ConversationGuard.None, Key.ConversationId, Token)
        )!;

    /// <summary>All of the log, as the company sees it.</summary>
    public async Task<List<Wire.Message>> LogAsync()
    {
        var company = Caller.Of(sessions.A, PrincipalKind.SecretKey, Key.TenantId);
        var log = new List<Wire.Message>();
        Wire.ListMessagesResponse page;
        do
        {
            page = await company.ListAsync(Key.ConversationId.ToString(), log.Count == 0 ? 0 : log[^1].Sequence);
            log.AddRange(page.Messages);
        } while (page.Messages.Count > 0);

        return log;
    }

    /// <summary>The first column of the first row; $1 is the conversation.</summary>
    public async Task<object?> ScalarAsync(string sql, long? second = null)
    {
        await using var command = sessions.A.Admin.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Key.ConversationId });
        if (second is { } value)
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = value });
        }

        return await command.ExecuteScalarAsync(Token);
    }

    private SessionsInstance Instance(Random random) => random.Next(2) == 0 ? sessions.A : sessions.B;
}
