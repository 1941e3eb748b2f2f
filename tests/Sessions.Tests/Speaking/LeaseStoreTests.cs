using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Speaking;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Speaking;

[Trait("Level", "Component")]
public sealed class LeaseStoreTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);
    private readonly LeaseStore leases = sessions.A.Get<LeaseStore>();
    private readonly ReplyStops stops = sessions.A.Get<ReplyStops>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Renew_Holder_ExtendsTheLease()
    {
        var key = await HeldAsync();

        var first = await leases.RenewAsync(key, Token);
        var second = await leases.RenewAsync(key, Token);

        Assert.True(second.Value.Lease.ExpiresAt > first.Value.Lease.ExpiresAt);
        Assert.Equal(1, second.Value.LastSequence);
        Assert.Null(second.Value.Stop);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Renew_OtherFence_IsLost(long difference)
    {
        var key = await HeldAsync();

        var renewed = await leases.RenewAsync(key with { Fence = key.Fence + difference }, Token);

        Assert.IsType<LeaseLost>(renewed.Error);
    }

    [Fact]
    public async Task Renew_OtherReply_IsLost()
    {
        var key = await HeldAsync();

        var renewed = await leases.RenewAsync(key with { ReplyId = Ids.New() }, Token);

        Assert.IsType<LeaseLost>(renewed.Error);
    }

    [Fact]
    public async Task Renew_OtherTenant_IsLost()
    {
        var key = await HeldAsync();

        var renewed = await leases.RenewAsync(key with { TenantId = Ids.New() }, Token);

        Assert.IsType<LeaseLost>(renewed.Error);
    }

    [Fact]
    public async Task TryAcquire_Held_GivesNothing()
    {
        var key = await HeldAsync();

        var acquired = await leases.TryAcquireAsync(key with { ReplyId = Ids.New() }, null, 0, Token);

        Assert.True(acquired.IsSuccess);
        Assert.Null(acquired.Value);
    }

    [Fact]
    public async Task TryAcquire_Released_GivesTheNextFence()
    {
        var key = await HeldAsync();
        await leases.ReleaseAsync(key, null, isSettled: true, Token);

        var acquired = await leases.TryAcquireAsync(key with { ReplyId = Ids.New() }, null, 10, Token);

        Assert.Equal(key.Fence + 1, acquired.Value!.Lease.Fence);
        Assert.Equal("Why?", Assert.Single(acquired.Value.History).Text);
    }

    [Fact]
    public async Task TryAcquire_PersonTookOver_IsLost()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        await TakeOverAsync(posted);
        var key = new LeaseKey(visitor.Principal.TenantId, Guid.Parse(posted.Conversation.Id), Ids.New(), 0);

        var acquired = await leases.TryAcquireAsync(key, null, 0, Token);

        Assert.IsType<LeaseLost>(acquired.Error);
    }

    [Fact]
    public async Task TryAcquire_UnknownConversation_IsNotFound()
    {
        var key = await HeldAsync();

        var acquired = await leases.TryAcquireAsync(key with { ConversationId = Ids.New() }, null, 0, Token);

        Assert.Equal("conversation_not_found", acquired.Error!.Code);
    }

    [Fact]
    public async Task Release_RenewedSince_ChangesNothing()
    {
        var key = await HeldAsync();
        var before = await leases.RenewAsync(key, Token);
        await leases.RenewAsync(key, Token);

        await leases.ReleaseAsync(key, before.Value.Lease.ExpiresAt, isSettled: true, Token);

        Assert.True((await leases.RenewAsync(key, Token)).IsSuccess);
    }

    [Fact]
    public async Task Stop_Held_IsToldWithTheNextRenewal()
    {
        var key = await HeldAsync();

        Assert.True(await stops.StopAsync(key.TenantId, key.ConversationId, key.ReplyId, Token));

        Assert.Equal("stopped", (await leases.RenewAsync(key, Token)).Value.Stop);
    }

    [Fact]
    public async Task Stop_AnotherReply_AnswersFalseAndChangesNothing()
    {
        var key = await HeldAsync();

        Assert.False(await stops.StopAsync(key.TenantId, key.ConversationId, Ids.New(), Token));

        Assert.Null((await leases.RenewAsync(key, Token)).Value.Stop);
    }

    [Fact]
    public async Task Stop_SpokenOnAnotherInstance_TellsTheSpeakerAtOnce()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var speaking = new SpeakingCaller(visitor.At(sessions.B));
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        await speaking.NextAsync();

        await stops.StopAsync(
            visitor.Principal.TenantId,
            Guid.Parse(posted.Conversation.Id),
            Guid.Parse(posted.Lease.ReplyId),
            Token
        );

        Assert.Equal("stopped", (await speaking.NextAsync()).Stop.Reason);
    }

    [Fact]
    public async Task TakeOver_HeldByAReplyThatIsWholeAlready_KeepsItAsInterruptedOnce()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        await TakeOverAsync(posted);

        var kept = await SpeakingCaller.AnswerAsync(visitor, posted, "Because.");
        var again = await SpeakingCaller.AnswerAsync(visitor, posted, "Because.");

        Assert.Equal(Wire.MessageState.Interrupted, kept.State);
        Assert.Equal("taken_over", kept.InterruptionReason);
        Assert.Equal("Because.", kept.Text);
        Assert.Equal(kept, again);
        Assert.Equal(kept, (await visitor.ListAsync(posted.Conversation.Id)).Messages[^1]);
    }

    [Fact]
    public async Task TakeOver_HeldByAnother_RefusesWhoIsTooLate()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        await TakeOverAsync(posted);
        posted.Lease.ReplyId = Ids.New().ToString();

        var refusal = await Caller.RefusalAsync(() => SpeakingCaller.AnswerAsync(visitor, posted, "Because."));

        Assert.Equal(StatusCode.Aborted, refusal.StatusCode);
    }

    [Fact]
    public async Task TakeOver_Held_LetsTheCutReplyBeKeptOnceAsInterrupted()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var speaking = new SpeakingCaller(visitor.At(sessions.B));
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        await speaking.NextAsync();
        await TakeOverAsync(posted);
        Assert.Equal("taken_over", (await speaking.NextAsync()).Stop.Reason);

        await speaking.SendAsync(
            new Wire.SpeakRequest
            {
                Commit = new Wire.SpeakCommit
                {
                    Text = "Beca",
                    State = Wire.MessageState.Interrupted,
                    InterruptionReason = "taken_over",
                },
            }
        );

        var stored = (await speaking.NextAsync()).Committed.Message;
        Assert.Equal(Wire.MessageState.Interrupted, stored.State);
        Assert.Equal("taken_over", stored.InterruptionReason);
    }

    [Fact]
    public async Task TakeOver_Any_LeavesNoLeaseForTheAi()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        await TakeOverAsync(posted);

        var next = await visitor.PostAsync(visitor.Question("Still there?", posted.Conversation.Id));

        Assert.Equal(Wire.ConversationMode.Manual, next.Conversation.Mode);
        Assert.Null(next.Lease);
        Assert.Equal("", next.BusyReplyId);
    }

    private Task TakeOverAsync(Wire.PostMessageResponse posted) =>
        sessions
            .A.Get<ConversationChange>()
            .TakeOverAsync(visitor.Principal.TenantId, Guid.Parse(posted.Conversation.Id));

    private async Task<LeaseKey> HeldAsync()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        return new LeaseKey(
            visitor.Principal.TenantId,
            Guid.Parse(posted.Conversation.Id),
            Guid.Parse(posted.Lease.ReplyId),
            posted.Lease.Fence
        );
    }
}
