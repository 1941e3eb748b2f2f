using System.Net;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.Sessions.Tests.AgentQueue;

/// <summary>
/// Agents take, give away and end conversations, come and go, all at once and at two instances. Never has anybody more
/// than the capacity, and afterwards nothing waits that somebody could take.
/// </summary>
[Trait("Level", "Component")]
public sealed class QueueRaceTests(SessionsFixture sessions)
{
    private const int Actors = 6;
    private const int Steps = 20;
    private static readonly int[] Capacities = [1, 2, 3];

    private const string OverloadedSql = """
        select count(*) from agents a where a.tenant_id = $1 and a.capacity < (
            select count(*) from conversations c
            where c.tenant_id = a.tenant_id and c.assigned_agent_id = a.id and c.status in (4, 5))
        """;

    // Who just gave a conversation away does not get it back.
    private const string LeftSql = """
        select count(*) from conversations c join agents a on a.tenant_id = c.tenant_id
        where c.tenant_id = $1 and c.status = 3 and not (c.avoids_last_agent and c.last_agent_id = a.id)
          and a.capacity > (
            select count(*) from conversations o
            where o.tenant_id = a.tenant_id and o.assigned_agent_id = a.id and o.status in (4, 5))
        """;

    private readonly Office office = new(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Steps_OfManyAtOnce_KeepCapacityAndLeaveNothingWaiting(int seed)
    {
        var agents = new List<Caller>();
        foreach (var capacity in Capacities)
        {
            agents.Add(await office.AgentAsync(online: true, capacity: capacity));
        }

        var conversations = new List<(string Id, Caller Visitor)>();
        for (var n = 0; n < 10; n++)
        {
            var visitor = office.Visitor();
            conversations.Add((await office.WaitingAsync(visitor), visitor));
        }

        using var ended = new CancellationTokenSource();
        var watching = WatchAsync(ended.Token);
        await Task.WhenAll(
            Enumerable.Range(0, Actors).Select(n => ActAsync(new Random((seed * 100) + n), agents, conversations))
        );
        foreach (var agent in agents)
        {
            await office.SetOnlineAsync(agent, true);
        }

        await Eventually.TrueAsync(async () => await CountAsync(LeftSql) == 0, Token);
        await ended.CancelAsync();
        Assert.True(await watching > 0);
    }

    // Answers how often it looked.
    private async Task<int> WatchAsync(CancellationToken ended)
    {
        var looks = 0;
        while (!ended.IsCancellationRequested)
        {
            Assert.Equal(0, await CountAsync(OverloadedSql));
            looks++;
        }

        return looks;
    }

    private async Task ActAsync(Random random, List<Caller> agents, List<(string Id, Caller Visitor)> conversations)
    {
        for (var step = 0; step < Steps; step++)
        {
            var agent = agents[random.Next(agents.Count)].At(random.Next(2) == 0 ? sessions.A : sessions.B);
            var (id, visitor) = conversations[random.Next(conversations.Count)];
            var path = $"/v1/conversations/{id}/";
            var call = random.Next(10) switch
            {
                < 3 => agent.SubmitAsync(path + "accept", null),
                3 => agent.SubmitAsync(path + "hand-back", null),
                4 => agent.PutAsync(path + "resolve", null),
                5 => agent.PutAsync(path + "reopen", null),
                6 => agent.SubmitAsync(
                    path + "transfer",
                    new { agentId = agents[random.Next(agents.Count)].Principal.Subject }
                ),
                7 => agent.SubmitAsync(path + "queue", null),
                8 => visitor.SubmitAsync(path + "escalate", null),
                _ => null,
            };
            if (call is null)
            {
                await office.SetOnlineAsync(agent, random.Next(2) == 0);
                continue;
            }

            var (status, body) = await call;
            Assert.True(status is < HttpStatusCode.InternalServerError, body.ToString());
        }
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = sessions.A.Admin.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = office.TenantId });
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
