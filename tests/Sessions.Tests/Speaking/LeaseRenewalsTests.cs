using Chat.ServiceDefaults;
using Chat.Sessions.Speaking;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.Sessions.Tests.Speaking;

[Trait("Level", "Component")]
public sealed class LeaseRenewalsTests(SessionsFixture sessions)
{
    private readonly LeaseRenewals renewals = sessions.A.Get<LeaseRenewals>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Renew_HeldAndLostOfTwoTenantsTogether_EachGetsItsOwnAnswer()
    {
        var first = Caller.Visitor(sessions.A);
        var second = Caller.Visitor(sessions.A);
        var held = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => HeldAsync(n % 2 == 0 ? first : second)));
        var foreign = held.Select((key, n) => key with { TenantId = (n % 2 == 0 ? second : first).Principal.TenantId });
        var stale = held.Select(key => key with { Fence = key.Fence - 1 });
        var others = held.Select(key => key with { ReplyId = Ids.New() });

        // All at once: the first goes alone, the rest share statements.
        var kept = held.Select(key => renewals.RenewAsync(key, Token)).ToList();
        var lost = foreign.Concat(stale).Concat(others).Select(key => renewals.RenewAsync(key, Token)).ToList();
        var refused = await Task.WhenAll(lost).WithTimeout();

        for (var n = 0; n < held.Length; n++)
        {
            var renewed = (await kept[n]).Value;
            Assert.Equal((held[n].ReplyId, held[n].Fence), (renewed.Lease.ReplyId, renewed.Lease.Fence));
            Assert.Equal(1, renewed.LastSequence);
        }

        Assert.All(refused, answer => Assert.IsType<LeaseLost>(answer.Error));
    }

    [Fact]
    public async Task Renew_OneOfManyIsToldToStop_OnlyThatOneHearsIt()
    {
        var visitor = Caller.Visitor(sessions.A);
        var held = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => HeldAsync(visitor)));
        await sessions.B.Get<ReplyStops>().StopAsync(held[3].TenantId, held[3].ConversationId, held[3].ReplyId, Token);

        var renewed = await Task.WhenAll(held.Select(key => renewals.RenewAsync(key, Token))).WithTimeout();

        Assert.Equal(
            Enumerable.Range(0, 10).Select(n => n == 3 ? "stopped" : null),
            renewed.Select(answer => answer.Value.Stop)
        );
    }

    [Fact]
    public async Task Renew_SameLeaseByManyAtOnce_AllAreAnswered()
    {
        var key = await HeldAsync(Caller.Visitor(sessions.A));

        var renewed = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => renewals.RenewAsync(key, Token)))
            .WithTimeout();

        Assert.All(renewed, answer => Assert.Equal(key.Fence, answer.Value.Lease.Fence));
    }

    // Renewals and messages lock the same rows; neither may make the other one a victim.
    [Fact]
    public async Task Renew_WhileTheSameConversationsAreWrittenTo_NeitherFails()
    {
        var visitor = Caller.Visitor(sessions.A);
        var held = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => HeldAsync(visitor)));

        var writing = Enumerable
            .Range(0, 120)
            .Select(n =>
                visitor.At(n % 2 == 0 ? sessions.A : sessions.B).PostAsync("m", held[n % 12].ConversationId.ToString())
            );
        var renewing = Enumerable
            .Range(0, 240)
            .Select(n =>
                (n % 2 == 0 ? renewals : sessions.B.Get<LeaseRenewals>()).RenewAsync(held[11 - (n % 12)], Token)
            );
        var written = Task.WhenAll(writing);
        var renewed = await Task.WhenAll(renewing).WithTimeout();
        await written.WithTimeout();

        Assert.All(renewed, answer => Assert.True(answer.IsSuccess));
    }

    [Fact]
    public async Task Renew_DatabaseKilledAndBack_FailsSoonAndThenHoldsTheLeaseAgain()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var instance = await SessionsInstance.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (await RedisServer.SharedAsync()).ConnectionString,
            ("Speaking:LeaseTtl", "00:01:00"),
            ("Speaking:FirstLeaseTtl", "00:01:00")
        );
        var keys = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => HeldAsync(Caller.Visitor(instance))));
        var own = instance.Get<LeaseRenewals>();

        await postgres.KillAsync();
        var failed = keys.Select(key => own.RenewAsync(key, Token)).ToList();
        foreach (var renewal in failed)
        {
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => renewal.WithTimeout());
        }

        await postgres.StartAgainAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return (await own.RenewAsync(keys[0], Token)).IsSuccess;
                }
                catch (NpgsqlException)
                {
                    return false;
                }
            },
            Token
        );
        var renewed = await Task.WhenAll(keys.Select(key => own.RenewAsync(key, Token))).WithTimeout();
        Assert.All(renewed, answer => Assert.True(answer.IsSuccess));
    }

    private static async Task<LeaseKey> HeldAsync(Caller visitor)
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
