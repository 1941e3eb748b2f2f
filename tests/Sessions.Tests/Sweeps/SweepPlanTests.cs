using Chat.ServiceDefaults.Data;
using Chat.Sessions.Sweeps;
using Chat.Sessions.Tests.Testing;
using Npgsql;

namespace Chat.Sessions.Tests.Sweeps;

/// <summary>A sweep must not read the tenant's history: the server is asked how much it looked at.</summary>
[Trait("Level", "Component")]
public sealed class SweepPlanTests(SessionsFixture sessions)
{
    private const int Over = 6_000;
    private const int Live = 2_000;

    private readonly Guid tenantId = Caller.Visitor(sessions.A).Principal.TenantId;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Candidates_ManyAreLiveAndNoneIsOld_ReadsNoneThatIsOver()
    {
        await FillAsync(oldest: 0);

        var (found, read) = await LookAsync(Guid.Empty, limit: 100);

        Assert.Empty(found);
        Assert.InRange(read, 0, Live);
    }

    [Fact]
    public async Task Candidates_SomeAreOld_GivesThemByIdPageByPage()
    {
        await FillAsync(oldest: 5);

        var (first, _) = await LookAsync(Guid.Empty, limit: 3);
        var (second, _) = await LookAsync(first[^1], limit: 3);

        // Statuses change from one to the next.
        Assert.Equal([.. Enumerable.Range(Over + 1, 5).Select(Id)], [.. first, .. second]);
        Assert.Equal(3, first.Count);
    }

    private static Guid Id(int number) => Guid.Parse(number.ToString("D32", null));

    // The first ones are over, those behind them are live, and the first of these have been silent for longest.
    private async Task FillAsync(int oldest)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            """
            insert into conversations (tenant_id, id, owner_kind, owner_id, owner_name, mode, status, epoch,
                last_sequence, created_at, updated_at)
            select $1, lpad(n::text, 32, '0')::uuid, 2, 'u' || n, '', 1,
                case when n <= $2 then 7 when n % 2 = 0 then 1 else 4 end, 1, 0, now(),
                case when n <= $2 + $4 then now() - interval '2 days' else now() end
            from generate_series(1, $2 + $3) n
            """
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Over });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Live });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = oldest });
        await command.ExecuteNonQueryAsync(Token);
        await using var analyze = sessions.A.Admin.CreateCommand("analyze conversations");
        await analyze.ExecuteNonQueryAsync(Token);
    }

    // What is found, and how many conversations the transaction looked at.
    private async Task<(List<Guid> Found, long Read)> LookAsync(Guid after, int limit)
    {
        await using var connection = await sessions.A.Admin.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await TenantScope.ApplyAsync(transaction, tenantId, Token);
        var rule = SweepRule.All.Single(rule => rule.Reason == "expired");
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var command in SweepStore.Candidates(tenantId, rule, TimeSpan.FromDays(1), after, limit))
        {
            batch.BatchCommands.Add(command);
        }

        var before = await ConversationReads.CountAsync(connection);
        var found = new List<Guid>();
        await using (var row = await batch.ExecuteReaderAsync(Token))
        {
            while (await row.ReadAsync(Token))
            {
                found.Add(row.GetGuid(0));
            }
        }

        return (found, await ConversationReads.CountAsync(connection) - before);
    }
}
