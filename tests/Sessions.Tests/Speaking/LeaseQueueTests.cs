using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Live;
using Chat.Sessions.Speaking;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;

namespace Chat.Sessions.Tests.Speaking;

[Trait("Level", "Component")]
public sealed class LeaseQueueTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);
    private readonly LeaseStore leases = sessions.A.Get<LeaseStore>();
    private readonly LeaseQueue queue = sessions.A.Get<LeaseQueue>();
    private readonly LogHub hub = sessions.A.Get<LogHub>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acquire_Free_GivesItWithTheHistory()
    {
        var held = await HeldAsync();
        await leases.ReleaseAsync(held, null, isSettled: true, Token);

        var acquired = await queue.AcquireAsync(held with { ReplyId = Ids.New() }, null, 10, Token).WithTimeout();

        Assert.Equal(held.Fence + 1, acquired.Value.Lease.Fence);
        Assert.Equal("Why?", Assert.Single(acquired.Value.History).Text);
    }

    [Fact]
    public async Task Acquire_HolderFinishes_IsGivenAndSeesItsMessage()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        var waiting = queue.AcquireAsync(KeyOf(posted) with { ReplyId = Ids.New() }, null, 10, Token);
        await ListenedAsync(KeyOf(posted));

        await SpeakingCaller.AnswerAsync(visitor, posted, "Because.");

        var acquired = await waiting.WithTimeout();
        Assert.Equal(["Why?", "Because."], acquired.Value.History.Select(message => message.Text));
        Assert.Equal(2, acquired.Value.LastSequence);
    }

    // Nothing is published then: only looking finds it.
    [Fact]
    public async Task Acquire_HolderGivesUpWithoutAMessage_IsGiven()
    {
        var held = await HeldAsync();
        var waiting = queue.AcquireAsync(held with { ReplyId = Ids.New() }, null, 0, Token);
        await ListenedAsync(held);

        await leases.ReleaseAsync(held, null, isSettled: true, Token);

        Assert.Equal(held.Fence + 1, (await waiting.WithTimeout()).Value.Lease.Fence);
    }

    [Fact]
    public async Task Acquire_HolderIsGoneForGood_IsGivenWhenTheLeaseRanOut()
    {
        var held = await HeldAsync();

        var acquired = await queue.AcquireAsync(held with { ReplyId = Ids.New() }, null, 0, Token).WithTimeout();

        Assert.Equal(held.Fence + 1, acquired.Value.Lease.Fence);
        Assert.Equal("lease_lost", (await leases.RenewAsync(held, Token)).Error!.Code);
    }

    [Fact]
    public async Task Acquire_SeveralWait_EachHoldsItAloneUnderAHigherFence()
    {
        const int Waiters = 6;
        var held = await HeldAsync();
        var holders = 0;
        var fences = new List<long>();
        var waiting = Enumerable
            .Range(0, Waiters)
            .Select(async _ =>
            {
                var key = held with { ReplyId = Ids.New() };
                var acquired = await queue.AcquireAsync(key, null, 0, Token);
                Assert.Equal(1, Interlocked.Increment(ref holders));
                lock (fences)
                {
                    fences.Add(acquired.Value.Lease.Fence);
                }

                Interlocked.Decrement(ref holders);
                await leases.ReleaseAsync(
                    key with
                    {
                        Fence = acquired.Value.Lease.Fence,
                    },
                    null,
                    isSettled: true,
                    Token
                );
            })
            .ToList();

        await leases.ReleaseAsync(held, null, isSettled: true, Token);
        await Task.WhenAll(waiting).WithTimeout();

        Assert.Equal(Enumerable.Range(1, Waiters).Select(n => held.Fence + n), fences);
    }

    [Fact]
    public async Task Acquire_CallerLeaves_EndsAndListensNoLonger()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var held = await HeldAsync();
        var waiting = queue.AcquireAsync(held with { ReplyId = Ids.New() }, null, 0, leaving.Token);
        await ListenedAsync(held);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WithTimeout());
        await Eventually.TrueAsync(() => !IsListened(held), Token);
        Assert.True((await leases.RenewAsync(held, Token)).IsSuccess);
    }

    [Fact]
    public async Task Acquire_TakenOverWhileWaiting_IsRefused()
    {
        var held = await HeldAsync();
        var waiting = queue.AcquireAsync(held with { ReplyId = Ids.New() }, null, 0, Token);
        await ListenedAsync(held);

        await sessions.A.Get<ConversationChange>().TakeOverAsync(held.TenantId, held.ConversationId);

        Assert.IsType<LeaseLost>((await waiting.WithTimeout()).Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Acquire_NotOfThisTenant_IsNotFoundAndListensToNothing(bool otherTenant)
    {
        var held = await HeldAsync();
        var key = otherTenant ? held with { TenantId = Ids.New() } : held with { ConversationId = Ids.New() };

        var refused = await queue.AcquireAsync(key with { ReplyId = Ids.New() }, null, 0, Token).WithTimeout();

        Assert.Equal("conversation_not_found", refused.Error!.Code);
        Assert.False(IsListened(key));
    }

    // So much is said that the waiting listener lags and is told nothing more.
    [Fact]
    public async Task Acquire_MoreIsSaidThanItKeeps_IsStillGiven()
    {
        var held = await HeldForLongAsync();
        var waiting = queue.AcquireAsync(held with { ReplyId = Ids.New() }, null, 0, Token);
        await ListenedAsync(held);

        for (var n = 0; n < 5_000; n++)
        {
            hub.Tell(held.ConversationId, new Contracts.Sessions.V1.LogEntry { Sequence = 1, ReplyStarted = new() });
        }

        await leases.ReleaseAsync(held, null, isSettled: true, Token);

        Assert.True((await waiting.WithTimeout()).IsSuccess);
    }

    // On a thread of the pool nobody would catch what a late timer threw: the process would end.
    [Fact]
    public async Task Acquire_TimerFiresInTheMomentOfTheEnd_DisturbsNothing()
    {
        var time = new LateTimers();
        var own = new LeaseQueue(leases, hub, time);
        var held = await HeldForLongAsync();
        var waiting = own.AcquireAsync(held with { ReplyId = Ids.New() }, null, 0, Token);
        await Eventually.TrueAsync(() => time.Made > 0, Token);
        await leases.ReleaseAsync(held, null, isSettled: true, Token);
        await waiting.WithTimeout();

        Assert.True(time.FireAll() > 0);
    }

    private bool IsListened(LeaseKey key) =>
        hub.Topics.Any(topic => topic.ConversationId == key.ConversationId && topic.Count > 0);

    private Task ListenedAsync(LeaseKey key) => Eventually.TrueAsync(() => IsListened(key), Token);

    // Whoever comes has to wait, however long this machine takes to get there.
    private async Task<LeaseKey> HeldForLongAsync()
    {
        var held = await HeldAsync();
        await using var command = sessions.A.Admin.CreateCommand(
            "update conversations set lease_expires_at = now() + interval '1 hour' where id = $1"
        );
        command.Parameters.AddWithValue(held.ConversationId);
        await command.ExecuteNonQueryAsync(Token);
        return held;
    }

    private async Task<LeaseKey> HeldAsync() => KeyOf(await visitor.PostAsync(visitor.Question("Why?")));

    private LeaseKey KeyOf(Contracts.Sessions.V1.PostMessageResponse posted) =>
        new(
            visitor.Principal.TenantId,
            Guid.Parse(posted.Conversation.Id),
            Guid.Parse(posted.Lease.ReplyId),
            posted.Lease.Fence
        );
}
