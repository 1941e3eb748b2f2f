using Chat.Sessions.Conversations;
using Chat.Sessions.Speaking;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Logs;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Speaking;

/// <summary>Replies whose call broke, on a clock of their own.</summary>
[Trait("Level", "Component")]
public sealed class OrphanedRepliesTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);
    private readonly SessionsFixture sessions;
    private readonly FakeTimeProvider time = new();
    private readonly LogRecorder logs = new();
    private readonly Caller visitor;
    private readonly OrphanedReplies orphans;

    public OrphanedRepliesTests(SessionsFixture sessions)
    {
        this.sessions = sessions;
        visitor = Caller.Visitor(sessions.A);
        orphans = Create(sessions.A);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => orphans.Dispose();

    [Fact]
    public async Task Adopt_NobodyComesBack_IsKeptAsInterruptedAfterTheWindow()
    {
        var (reply, conversation) = await SpokenAsync(sessions.A, "Beca");
        orphans.Adopt(reply, reply.NextCaller());
        time.Advance(Window - TimeSpan.FromMilliseconds(1));
        Assert.Single((await visitor.ListAsync(conversation)).Messages);

        time.Advance(TimeSpan.FromMilliseconds(1));

        var kept = await KeptAsync(conversation);
        Assert.Equal(("Beca", Wire.MessageState.Interrupted), (kept.Text, kept.State));
        Assert.Equal(reply.Key.ReplyId.ToString(), kept.Id);
        await LeftAsync(reply);
    }

    [Fact]
    public async Task Adopt_ItsSpeakerComesBack_IsLeftToIt()
    {
        var (reply, conversation) = await SpokenAsync(sessions.A, "Beca");
        orphans.Adopt(reply, reply.NextCaller());

        reply.NextCaller();
        time.Advance(Window);

        await orphans.StopAsync(Token).WithTimeout();
        Assert.Single((await visitor.ListAsync(conversation)).Messages);
        Assert.Same(reply, sessions.A.Get<ActiveReplies>().Find(reply.Key.ConversationId));
        sessions.A.Get<ActiveReplies>().Leave(reply);
    }

    [Fact]
    public async Task Adopt_BrokenASecondTime_IsKeptOnceByTheLaterOne()
    {
        var (reply, conversation) = await SpokenAsync(sessions.A, "Beca");
        orphans.Adopt(reply, reply.NextCaller());
        orphans.Adopt(reply, reply.NextCaller());

        time.Advance(Window);

        await KeptAsync(conversation);
        await LeftAsync(reply);
        Assert.Equal(2, (await visitor.ListAsync(conversation)).Messages.Count);
    }

    [Fact]
    public async Task Adopt_NothingWasSaid_GivesTheLeaseBack()
    {
        var (reply, conversation) = await SpokenAsync(sessions.A, "");
        orphans.Adopt(reply, reply.NextCaller());

        time.Advance(Window);
        await LeftAsync(reply);

        var next = await visitor.PostAsync(visitor.Question("And?", conversation));
        Assert.Equal(reply.Key.Fence + 1, next.Lease.Fence);
    }

    // Renewed by another instance: its speaker went there, and what it says here is old.
    [Fact]
    public async Task Adopt_GoneOnElsewhere_IsLetGoWithoutAMessage()
    {
        var (reply, conversation) = await SpokenAsync(sessions.A, "Beca");
        await sessions.B.Get<LeaseStore>().RenewAsync(reply.Key, Token);
        orphans.Adopt(reply, reply.NextCaller());

        time.Advance(Window);
        await LeftAsync(reply);

        Assert.Single((await visitor.ListAsync(conversation)).Messages);
        logs.AssertNoErrors();
    }

    [Fact]
    public async Task Adopt_DatabaseAwayForAWhile_IsTriedUntilItIsBack()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var instance = await SessionsInstance.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (await RedisServer.SharedAsync()).ConnectionString,
            ("Speaking:LeaseTtl", "00:01:00"),
            ("Speaking:FirstLeaseTtl", "00:01:00")
        );
        using var own = Create(instance);
        var (reply, conversation) = await SpokenAsync(instance, "Beca");
        await postgres.KillAsync();
        own.Adopt(reply, reply.NextCaller());
        time.Advance(Window);
        await Eventually.TrueAsync(() => logs.Entries.Any(entry => entry.Exception is not null), Token);

        await postgres.StartAgainAsync();

        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return instance.Get<ActiveReplies>().Find(reply.Key.ConversationId) is null;
            },
            Token
        );
        var messages = (await visitor.At(instance).ListAsync(conversation)).Messages;
        Assert.Equal(["Why?", "Beca"], messages.Select(message => message.Text));
    }

    [Fact]
    public async Task Stop_WindowsAreOpen_WaitsForThem()
    {
        var (reply, conversation) = await SpokenAsync(sessions.A, "Beca");
        orphans.Adopt(reply, reply.NextCaller());

        var stopping = orphans.StopAsync(Token);
        Assert.False(stopping.IsCompleted);
        time.Advance(Window);
        await stopping.WithTimeout();

        Assert.Equal(2, (await visitor.ListAsync(conversation)).Messages.Count);
    }

    [Fact]
    public async Task Stop_HostHasNoMoreTime_EndsAndSaysWhatItGaveUp()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var (reply, _) = await SpokenAsync(sessions.A, "Beca");
        orphans.Adopt(reply, reply.NextCaller());
        var stopping = orphans.StopAsync(patience.Token);

        await patience.CancelAsync();
        await stopping.WithTimeout();

        Assert.Contains(
            logs.Entries,
            entry => entry.Message.Contains(reply.Key.ReplyId.ToString(), StringComparison.Ordinal)
        );
        Assert.DoesNotContain(logs.Entries, entry => entry.Message.Contains("Beca", StringComparison.Ordinal));
        sessions.A.Get<ActiveReplies>().Leave(reply);
    }

    private OrphanedReplies Create(SessionsInstance instance) =>
        new(
            instance.Get<ReplyIntake>(),
            Options.Create(new SpeakingOptions { ResumeWindow = Window }),
            time,
            logs.CreateLogger<OrphanedReplies>()
        );

    /// <summary>A reply that this instance took in, of which so much was said.</summary>
    private async Task<(ActiveReply Reply, string Conversation)> SpokenAsync(SessionsInstance instance, string text)
    {
        var caller = visitor.At(instance);
        var posted = await caller.PostAsync(caller.Question("Why?"));
        var key = new LeaseKey(
            caller.Principal.TenantId,
            Guid.Parse(posted.Conversation.Id),
            Guid.Parse(posted.Lease.ReplyId),
            posted.Lease.Fence
        );
        var reply = new ActiveReply(
            key,
            new Author(AuthorKind.Ai, "assistant", ""),
            Guid.Parse(posted.Message.Id),
            startedAt: 0
        )
        {
            Expiry = posted.Lease.ExpiresAt.ToDateTime(),
        };
        reply.Append(0, text);
        Assert.Same(reply, instance.Get<ActiveReplies>().Enter(reply));
        return (reply, posted.Conversation.Id);
    }

    private async Task<Wire.Message> KeptAsync(string conversation)
    {
        await Eventually.TrueAsync(async () => (await visitor.ListAsync(conversation)).Messages.Count == 2, Token);
        return (await visitor.ListAsync(conversation)).Messages[1];
    }

    private Task LeftAsync(ActiveReply reply) =>
        Eventually.TrueAsync(() => sessions.A.Get<ActiveReplies>().Find(reply.Key.ConversationId) is null, Token);
}
