using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;
using Chat.Sessions.Messages;
using Chat.Sessions.Speaking;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Servers;

namespace Chat.Sessions.Tests.Log;

[Trait("Level", "Component")]
public sealed class LogWriterTests(SessionsFixture sessions)
{
    private readonly LogWriter log = sessions.A.Get<LogWriter>();
    private readonly Guid tenantId = Ids.New();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_BatchWithOneBadMessage_FailsThatOneAlone()
    {
        var good = Enumerable.Range(0, 20).Select(i => New("good " + i)).ToList();
        // Postgres refuses U+0000 in a text; the handlers would have refused it before.
        var bad = New("b\0d");

        var waiting = good.Select(message => log.AppendAsync(message, Token)).ToList();
        var failing = log.AppendAsync(bad, Token);
        waiting.AddRange(Enumerable.Range(20, 20).Select(i => log.AppendAsync(New("good " + i), Token)));

        await Assert.ThrowsAnyAsync<Exception>(() => failing);
        Assert.All(await Task.WhenAll(waiting), result => Assert.Equal(1, result.Value.Message.Sequence));
    }

    [Fact]
    public async Task Append_DatabaseEndedTheKeptConnection_IsAppendedOnce()
    {
        // A database of its own: all of its connections end.
        await using var instance = await SessionsInstance.StartAsync(
            await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
            (await RedisServer.SharedAsync()).ConnectionString
        );
        var own = instance.Get<LogWriter>();
        var first = (await own.AppendAsync(New("first"), Token)).Value;
        await using var end = instance.Admin.CreateCommand(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
            """
        );
        await end.ExecuteScalarAsync(Token);

        var second = await own.AppendAsync(To(first, "second"), Token);

        Assert.Equal(2, second.Value.Message.Sequence);
    }

    [Fact]
    public async Task Append_BatchWithRefusals_KeepsAnswersApart()
    {
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(i =>
                    log.AppendAsync(i % 3 == 0 ? New("m") with { Target = AppendTarget.Existing } : New("m" + i), Token)
                )
        );

        for (var i = 0; i < results.Length; i++)
        {
            if (i % 3 == 0)
            {
                Assert.IsType<ConversationNotFound>(results[i].Error);
            }
            else
            {
                Assert.Equal("m" + i, results[i].Value.Message.Text);
            }
        }
    }

    [Fact]
    public async Task Append_OneCallersMessages_KeepTheirOrder()
    {
        var first = (await log.AppendAsync(New("0"), Token)).Value;
        var results = await Task.WhenAll(
            Enumerable.Range(1, 50).Select(i => log.AppendAsync(To(first, i.ToString()), Token))
        );

        Assert.Equal(
            Enumerable.Range(1, 50).Select(i => ((long)i + 1, i.ToString())),
            results.Select(result => (result.Value.Message.Sequence, result.Value.Message.Text))
        );
    }

    [Fact]
    public async Task Append_ReplyRescuedAfterARenewal_IsRefused()
    {
        var question = (await log.AppendAsync(New("Why?") with { LeaseReplyId = Ids.New() }, Token)).Value;
        var key = new LeaseKey(tenantId, question.Conversation.Id, question.Lease!.ReplyId, question.Lease.Fence);
        await sessions.A.Get<LeaseStore>().RenewAsync(key, Token);

        var rescued = await log.AppendAsync(Rescue(question, key), Token);

        Assert.IsType<LeaseLost>(rescued.Error);
    }

    [Fact]
    public async Task Append_ReplyRescuedWithoutARenewal_IsKept()
    {
        var question = (await log.AppendAsync(New("Why?") with { LeaseReplyId = Ids.New() }, Token)).Value;
        var key = new LeaseKey(tenantId, question.Conversation.Id, question.Lease!.ReplyId, question.Lease.Fence);

        var rescued = await log.AppendAsync(Rescue(question, key), Token);

        Assert.Equal(MessageState.Interrupted, rescued.Value.Message.State);
    }

    [Fact]
    public async Task Append_LeaseAskedAgainByTheSameReply_IsGivenUnderANewFence()
    {
        var replyId = Ids.New();
        var question = (await log.AppendAsync(New("Why?") with { LeaseReplyId = replyId }, Token)).Value;

        var again = (await log.AppendAsync(To(question, "Well?") with { LeaseReplyId = replyId }, Token)).Value;

        Assert.Equal(question.Lease!.Fence + 1, again.Lease!.Fence);
    }

    private NewMessage Rescue(Appended question, LeaseKey key) =>
        To(question, "Beca") with
        {
            MessageId = key.ReplyId,
            State = MessageState.Interrupted,
            InterruptionReason = StopReasons.SpeakerLost,
            Fence = key.Fence,
            LeaseExpiry = question.Lease!.ExpiresAt,
        };

    private NewMessage To(Appended first, string text) =>
        Message(text) with
        {
            TenantId = tenantId,
            Target = AppendTarget.Existing,
            ConversationId = first.Conversation.Id,
        };

    private NewMessage New(string text) => Message(text) with { TenantId = tenantId };

    private static NewMessage Message(string text) =>
        new()
        {
            TenantId = Guid.Empty,
            Target = AppendTarget.New,
            ConversationId = Ids.New(),
            MessageId = Ids.New(),
            Author = new Author(AuthorKind.Visitor, "v", ""),
            Text = text,
        };
}
