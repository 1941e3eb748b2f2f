using System.Globalization;
using System.Text;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;
using Chat.Sessions.Messages;
using Chat.Sessions.Tests.Testing;
using Npgsql;

namespace Chat.Sessions.Tests.Log;

/// <summary>
/// A tenant whose conversations stand in every way that matters to a message that comes, and a message for each; two such
/// worlds differ in nothing but ids and times.
/// </summary>
internal sealed class AppendWorld
{
    private static readonly Author Visitor = new(AuthorKind.Visitor, "v", "Ada");
    private static readonly Author Alone = new(AuthorKind.Visitor, "alone", "");
    private static readonly Author Blocked = new(AuthorKind.Visitor, "blocked", "");
    private static readonly Author Company = new(AuthorKind.System, "backend", "");
    private static readonly Author Ai = new(AuthorKind.Ai, "assistant", "");
    private static readonly Usage Cost = new()
    {
        Provider = "local",
        Model = "m",
        InputTokens = 3,
        OutputTokens = 4,
        Estimated = false,
    };

    private readonly SessionsInstance instance;
    private readonly Dictionary<string, Appended> conversations = new(StringComparer.Ordinal);
    private readonly Author agent = new(AuthorKind.Agent, Ids.New().ToString(), "Grace");

    private AppendWorld(SessionsInstance instance) => this.instance = instance;

    public Guid TenantId { get; } = Ids.New();

    public static async Task<AppendWorld> CreateAsync(SessionsInstance instance, CancellationToken cancellationToken)
    {
        var world = new AppendWorld(instance);
        var log = instance.Get<LogWriter>();
        foreach (var status in Enum.GetValues<ConversationStatus>())
        {
            await world.BeginAsync(log, status.ToString(), cancellationToken);
            await world.SetAsync(status.ToString(), $"status = {(short)status}", cancellationToken);
        }

        foreach (
            var name in new[]
            {
                "plain",
                "history",
                "known",
                "twice",
                "manual",
                "left",
                "free",
                "expired",
                "own",
                "told",
            }
        )
        {
            await world.BeginAsync(log, name, cancellationToken);
        }

        foreach (var name in new[] { "busy", "reply", "rescued", "partial", "lost", "late" })
        {
            await world.BeginAsync(log, name, cancellationToken, leaseReply: Ids.New());
        }

        for (var n = 1; n <= 5; n++)
        {
            await log.AppendAsync(world.To("history", Visitor, "h" + n), cancellationToken);
        }

        await log.AppendAsync(
            world.To("known", Visitor, "said before") with
            {
                ClientMessageId = "c1",
            },
            cancellationToken
        );
        await log.AppendAsync(
            world.To("told", Visitor, "the customer's own id") with
            {
                ClientMessageId = "1",
            },
            cancellationToken
        );
        await world.SetAsync("busy", "lease_expires_at = now() + interval '1 hour'", cancellationToken);
        await world.SetAsync("manual", "mode = 2", cancellationToken);
        await world.SetAsync("left", "owner_blocked = true", cancellationToken);
        await world.SetAsync(
            "expired",
            "lease_reply_id = gen_random_uuid(), lease_fence = 7, lease_expires_at = now() - interval '1 s'",
            cancellationToken
        );
        await world.SetAsync("own", $"status = 4, assigned_agent_id = '{world.agent.Id}'", cancellationToken);
        await world.BlockAsync(cancellationToken);
        return world;
    }

    /// <summary>Messages that fit a shape: each is appended.</summary>
    public IReadOnlyList<NewMessage> Usual() =>
        [
            .. Beginnings(),
            To("plain", Company, "by external id") with
            {
                Target = AppendTarget.ByExternalId,
                ConversationId = Ids.New(),
                ExternalId = "external-plain",
            },
            To("history", Visitor, "with history") with
            {
                HistoryLimit = 3,
                LeaseReplyId = Ids.New(),
                Guard = new(AuthorKind.Visitor, "v"),
            },
            To("known", Visitor, "new client id") with
            {
                ClientMessageId = "c2",
            },
            To("told", Company, "the same id of another author") with
            {
                ClientMessageId = "1",
            },
            To("free", agent, "an agent's first answer") with
            {
                OwnAgentOnly = true,
            },
            To("own", agent, "own conversation") with
            {
                OwnAgentOnly = true,
            },
            To("expired", Visitor, "the lease is over") with
            {
                LeaseReplyId = Ids.New(),
            },
            To("manual", agent, "a note") with
            {
                Visibility = MessageVisibility.Internal,
            },
            To("Queued", Visitor, "while waiting") with
            {
                AsksNothing = true,
            },
            Reply("reply", "said") with
            {
                Usage = Cost,
                Citations = [Cite()],
            },
            Reply("rescued", "sai") with
            {
                State = MessageState.Interrupted,
                InterruptionReason = "speaker_lost",
                LeaseExpiry = conversations["rescued"].Lease!.ExpiresAt,
            },
            Reply("partial", "sa") with
            {
                State = MessageState.Interrupted,
                InterruptionReason = "stopped",
            },
        ];

    private NewMessage[] Beginnings() =>
        [
            Begin(Visitor, "begins") with
            {
                LeaseReplyId = Ids.New(),
                HistoryLimit = 20,
            },
            Begin(Visitor, "begins without a lease") with
            {
                ClientMessageId = "c0",
                Metadata = """{"a":1}""",
                AsksNothing = true,
            },
            Begin(Company, "begins for the company") with
            {
                ExternalId = "order-1",
            },
            Begin(Alone, "begins the only one") with
            {
                Target = AppendTarget.LiveOfAuthor,
                ExternalId = "first-1",
            },
            Begin(Company, "begins by external id") with
            {
                Target = AppendTarget.ByExternalId,
                ExternalId = "order-2",
            },
        ];

    /// <summary>All of them, those that are refused, known or otherwise less usual among them.</summary>
    public IReadOnlyList<NewMessage> Messages() =>
        [
            .. Usual(),
            Begin(Blocked, "a blocked sender begins"),
            Begin(Alone, "goes on in the only one") with
            {
                Target = AppendTarget.LiveOfAuthor,
                ExternalId = "first-2",
                ClientMessageId = "c3",
                HistoryLimit = 20,
            },
            Begin(Alone, "again the one it began") with
            {
                Target = AppendTarget.LiveOfAuthor,
                ExternalId = "first-1",
            },
            Begin(Visitor, "the id is taken") with
            {
                ConversationId = conversations["twice"].Conversation.Id,
            },
            To("twice", Visitor, "a second one for it"),
            To("Assigned", Visitor, "to its agent") with
            {
                HistoryLimit = 1,
            },
            To("Pending", Visitor, "the customer, while pending"),
            To("Closed", Visitor, "too late"),
            To("Resolved", Company, "resolved"),
            To("Abandoned", Company, "abandoned"),
            To("Archived", Company, "archived"),
            To("Open", Visitor, "not its owner") with
            {
                Guard = new(AuthorKind.User, "v"),
            },
            To("known", Visitor, "said again") with
            {
                ClientMessageId = "c1",
                LeaseReplyId = Ids.New(),
                HistoryLimit = 5,
            },
            To("busy", Visitor, "the AI speaks") with
            {
                LeaseReplyId = Ids.New(),
            },
            To("left", Visitor, "the owner is blocked"),
            To("left", agent, "the agent is not"),
            Reply("lost", "wrong fence") with
            {
                Fence = 9,
            },
            Reply("late", "renewed since") with
            {
                LeaseExpiry = DateTime.UnixEpoch,
            },
            To("plain", Visitor, "nowhere") with
            {
                ConversationId = Ids.New(),
            },
            Begin(Company, "by an unknown external id, refused guard") with
            {
                Target = AppendTarget.ByExternalId,
                ExternalId = "external-free",
                Guard = new(AuthorKind.User, "other"),
            },
        ];

    /// <summary>What a message met, without ids and times.</summary>
    public string Describe(NewMessage message, Result<Appended> result)
    {
        var text = new StringBuilder(message.Text).Append(": ");
        if (!result.IsSuccess)
        {
            return text.Append(result.Error.GetType().Name).ToString();
        }

        var appended = result.Value;
        return text.Append(
                CultureInfo.InvariantCulture,
                $"""
                {appended.Created} {appended.Duplicate} {appended.Message.Text} {appended.Message.Sequence}
                {appended.Message.Author.Kind} {appended.Message.State} {appended.Message.Metadata}
                {appended.Conversation.Owner} {appended.Conversation.Mode} {appended.Conversation.Status}
                {appended.Conversation.ExternalId} {appended.Conversation.LastSequence}
                {appended.Conversation.Epoch > 0} {appended.Conversation.UpdatedAt == appended.Message.CreatedAt}
                {appended.Lease?.Fence} {appended.Lease?.ReplyId == message.LeaseReplyId}
                {(appended.Duplicate ? null : appended.Lease?.ExpiresAt - appended.Message.CreatedAt)}
                {appended.BusyReplyId is not null} {appended.BusyAnswers is not null} {appended.ExistingReply?.Text}
                {string.Join('|', appended.History.Select(earlier => $"{earlier.Sequence} {earlier.Text}"))}
                """
            )
            .ToString();
    }

    private async Task BeginAsync(
        LogWriter log,
        string name,
        CancellationToken cancellationToken,
        Guid? leaseReply = null
    )
    {
        var first = Begin(Visitor, "first") with { ExternalId = "external-" + name, LeaseReplyId = leaseReply };
        conversations[name] = (await log.AppendAsync(first, cancellationToken)).Value;
    }

    private async Task SetAsync(string name, string assignment, CancellationToken cancellationToken)
    {
        await using var command = instance.Admin.CreateCommand($"update conversations set {assignment} where id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversations[name].Conversation.Id });
        Assert.Equal(1, await command.ExecuteNonQueryAsync(cancellationToken));
    }

    private async Task BlockAsync(CancellationToken cancellationToken)
    {
        await using var command = instance.Admin.CreateCommand(
            """
            insert into customer_identities (tenant_id, kind, subject, proven, blocked, linked_at)
            values ($1, 1, 'blocked', false, true, now())
            """
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = TenantId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NewMessage Reply(string name, string text)
    {
        var question = conversations[name];
        return To(name, Ai, text) with
        {
            MessageId = question.Lease!.ReplyId,
            Fence = question.Lease.Fence,
            InReplyTo = question.Message.Id,
        };
    }

    private NewMessage To(string name, Author author, string text) =>
        Begin(author, text) with
        {
            Target = AppendTarget.Existing,
            ConversationId = conversations[name].Conversation.Id,
        };

    private NewMessage Begin(Author author, string text) =>
        new()
        {
            TenantId = TenantId,
            Target = AppendTarget.New,
            ConversationId = Ids.New(),
            MessageId = Ids.New(),
            Author = author,
            Text = text,
        };

    private static Citation Cite() =>
        new()
        {
            Index = 1,
            DocumentId = "d",
            ChunkId = "c",
            Title = "Returns",
            Url = "https://example.com/returns",
            Quote = "Within 30 days.",
        };
}
