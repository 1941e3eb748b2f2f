using Chat.Contracts.Sessions.V1;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Dashboard;

/// <summary>The figures on their way to agents who look at them.</summary>
[Trait("Level", "Component")]
public sealed class StatsPushTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task Tell_SomethingChanges_WhoLooksHearsOfItOnAnyInstance()
    {
        await office.SetAsync("routing", new { autoAssign = false });
        var agent = await office.AgentAsync(online: true);
        using var here = await ListenAsync(Caller.Visitor(sessions.A), agent);
        using var there = await ListenAsync(Caller.Visitor(sessions.B), agent);

        var id = await office.WaitingAsync();
        await UntilAsync(here, stats => stats is { Queued: 1, Open: 0, Assigned: 0, Agents: 1, AgentsOnline: 1 });
        await UntilAsync(there, stats => stats is { Queued: 1 });
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));
        await UntilAsync(here, stats => stats is { Queued: 0, Assigned: 1 });
        await Office.DoneAsync(agent.PutAsync($"/v1/conversations/{id}/resolve", null));
        await UntilAsync(there, stats => stats is { Assigned: 0, ResolvedToday: 1 });
        await office.SetOnlineAsync(agent, false);
        await UntilAsync(here, stats => stats is { AgentsOnline: 0 });
    }

    [Fact]
    public async Task Tell_ManyChangesAtOnce_AreToldInFewSignals()
    {
        var agent = await office.AgentAsync();
        using var follower = await ListenAsync(Caller.Visitor(sessions.A), agent);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => office.ConversationAsync()));

        var told = await UntilAsync(follower, stats => stats.Open == 40);
        // One at most for each pause of each of the two instances, and the whole takes a few pauses.
        Assert.InRange(told, 1, 20);
    }

    [Fact]
    public async Task Tell_AnotherTenant_HearsNothingOfIt()
    {
        var (agent, other) = (await office.AgentAsync(), new Office(sessions.A));
        using var follower = await ListenAsync(Caller.Visitor(sessions.A), agent);

        await other.WaitingAsync();
        await office.ConversationAsync();

        await UntilAsync(
            follower,
            stats =>
            {
                Assert.Equal(0, stats.Queued);
                return stats.Open == 1;
            }
        );
    }

    private static async Task<Follower> ListenAsync(Caller stream, Caller reader)
    {
        var follower = new Follower(stream);
        await follower.SendAsync(
            new FollowRequest
            {
                Listen = new Listen
                {
                    SubscriptionId = 1,
                    IdentityToken = reader.Token,
                    Inbox = true,
                },
            }
        );
        await follower.SubscribedAsync();
        return follower;
    }

    // How many were told until then.
    private static async Task<int> UntilAsync(Follower follower, Func<Stats, bool> isIt)
    {
        for (var told = 1; ; )
        {
            var signal = await follower.NextSignalAsync();
            if (signal.Stats is not { } stats)
            {
                continue;
            }

            Assert.True(signal.Internal);
            if (isIt(stats))
            {
                return told;
            }

            told++;
        }
    }
}
