using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Speaking;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using StackExchange.Redis;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Speaking;

[Trait("Level", "Component")]
public sealed class ReplyStopsTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);
    private readonly ReplyStops stops = sessions.A.Get<ReplyStops>();
    private readonly LeaseStore leases = sessions.A.Get<LeaseStore>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_OfAnotherTenant_AnswersFalseAndIsHeardByNobody()
    {
        var key = await HeldAsync();

        Assert.False(await stops.StopAsync(Ids.New(), key.ConversationId, key.ReplyId, Token));

        Assert.Null((await leases.RenewAsync(key, Token)).Value.Stop);
    }

    [Fact]
    public async Task Stop_Twice_KeepsTheReplyStopped()
    {
        var key = await HeldAsync();

        Assert.True(await stops.StopAsync(key.TenantId, key.ConversationId, key.ReplyId, Token));
        Assert.True(await stops.StopAsync(key.TenantId, key.ConversationId, key.ReplyId, Token));

        Assert.Equal("stopped", (await leases.RenewAsync(key, Token)).Value.Stop);
    }

    [Fact]
    public async Task Stop_AfterTheTakeOver_FindsNobodySpeaking()
    {
        var key = await HeldAsync();
        await sessions.A.Get<ConversationChange>().TakeOverAsync(key.TenantId, key.ConversationId);

        Assert.False(await stops.StopAsync(key.TenantId, key.ConversationId, key.ReplyId, Token));
    }

    // The channel is open to whoever reaches Redis: what is no signal must not end the listening.
    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not-an-id 1 stopped")]
    [InlineData("01a21849-1aa9-7e91-aa78-8751f8af15d2 -1 stopped")]
    [InlineData("01a21849-1aa9-7e91-aa78-8751f8af15d2 99999999999999999999 stopped")]
    [InlineData("01a21849-1aa9-7e91-aa78-8751f8af15d2 1 stopped and more")]
    public async Task Signal_Malformed_IsPassedOverAndTheNextIsHeard(string signal)
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var speaking = new SpeakingCaller(visitor.At(sessions.B));
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        await speaking.NextAsync();
        var redis = await ConnectionMultiplexer.ConnectAsync((await RedisServer.SharedAsync()).ConnectionString);
        await using (redis)
        {
            await redis.GetSubscriber().PublishAsync(RedisChannel.Literal("stops"), signal);
        }

        await stops.StopAsync(
            visitor.Principal.TenantId,
            Guid.Parse(posted.Conversation.Id),
            Guid.Parse(posted.Lease.ReplyId),
            Token
        );

        Assert.Equal("stopped", (await speaking.NextAsync().WithTimeout()).Stop.Reason);
    }

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
