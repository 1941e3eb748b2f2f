using System.Globalization;
using Chat.ServiceDefaults.Data;
using Chat.Sessions.Conversations;
using Chat.Sessions.Tests.Testing;
using Npgsql;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>A page must not read the tenant's history: the server is asked how it finds one.</summary>
[Trait("Level", "Component")]
public sealed class ConversationListPlanTests(SessionsFixture sessions)
{
    private static readonly Guid Team = Guid.CreateVersion7();

    private readonly Guid tenantId = Caller.Visitor(sessions.A).Principal.TenantId;

    public static TheoryData<string> Filters { get; } = new(Cases.Keys);

    private static IReadOnlyDictionary<string, ConversationFilter> Cases =>
        new Dictionary<string, ConversationFilter>
        {
            ["assigned, newest first"] = Of(filter => filter with { Statuses = [ConversationStatus.Assigned] }),
            ["assigned, oldest first"] = Of(filter =>
                filter with
                {
                    Statuses = [ConversationStatus.Assigned],
                    Sort = ConversationSort.OldestFirst,
                }
            ),
            ["live, oldest first"] = Of(filter =>
                filter with
                {
                    Statuses = [ConversationStatus.Queued, ConversationStatus.Assigned, ConversationStatus.Pending],
                    Sort = ConversationSort.OldestFirst,
                }
            ),
            ["of a team"] = Of(filter => filter with { TeamId = Team }),
            ["of a department"] = Of(filter => filter with { Department = "sales" }),
            ["of a category"] = Of(filter => filter with { UserCategory = "gold" }),
            ["of a channel"] = Of(filter => filter with { Channel = "email" }),
            ["of a channel nobody has"] = Of(filter => filter with { Channel = "fax" }),
            ["of a category nobody has"] = Of(filter => filter with { UserCategory = "none" }),
        };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task List_FewOfMany_ReadsThoseAlone(string filter)
    {
        await FillAsync();

        var plan = await ExplainAsync(Cases[filter]);

        Assert.InRange(PassedOver(plan), 0, 100);
    }

    [Theory]
    [InlineData("number", (int)ConversationSort.NewestFirst, 51)]
    [InlineData("number", (int)ConversationSort.OldestFirst, 51)]
    [InlineData("none", (int)ConversationSort.NewestFirst, 0)]
    public async Task List_WordsOfSubjects_ReadsFew(string query, int sort, int found)
    {
        await FillAsync();
        var listing = ConversationList.Listing(
            tenantId,
            default(ConversationGuard),
            Of(filter => filter with { Query = query, Sort = (ConversationSort)sort })
        );
        await using var connection = await sessions.A.Admin.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await TenantScope.ApplyAsync(transaction, tenantId, TestContext.Current.CancellationToken);

        var before = await ConversationReads.CountAsync(connection);

        var rows = await CountAsync(connection, listing);

        Assert.Equal(found, rows);
        Assert.InRange(await ConversationReads.CountAsync(connection) - before, 0, 2_000);
    }

    private static async Task<int> CountAsync(NpgsqlConnection connection, NpgsqlBatchCommand listing)
    {
        await using var command = new NpgsqlCommand(listing.CommandText, connection);
        foreach (var parameter in listing.Parameters.Cast<NpgsqlParameter>())
        {
            command.Parameters.Add(parameter.Clone());
        }

        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var count = 0;
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            count++;
        }

        return count;
    }

    // The last 200 of 4,000 are with an agent, the last few are filed.
    private async Task FillAsync()
    {
        await using var command = sessions.A.Admin.CreateCommand(
            """
            insert into conversations (tenant_id, id, owner_kind, owner_id, owner_name, mode, status, epoch,
                last_sequence, created_at, updated_at, team_id, department, user_category, channel, subject)
            select $1, lpad(n::text, 32, '0')::uuid, 2, 'u' || n, '', 1, case when n > 3800 then 4 else 2 end, 1, 0,
                now(), now(), case when n > 3990 then $2 end, case when n > 3990 then 'sales' end,
                case when n > 3990 then 'gold' end, case when n > 3990 then 'email' else 'web' end, 'number ' || n
            from generate_series(1, 4000) n
            """
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Team });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var analyze = sessions.A.Admin.CreateCommand("analyze conversations");
        await analyze.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task<List<string>> ExplainAsync(ConversationFilter filter)
    {
        var listing = ConversationList.Listing(tenantId, default(ConversationGuard), filter);
        await using var command = sessions.A.Admin.CreateCommand(
            "explain (analyze, costs off, timing off) " + listing.CommandText
        );
        foreach (var parameter in listing.Parameters.Cast<NpgsqlParameter>())
        {
            command.Parameters.Add(parameter.Clone());
        }

        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(row.GetString(0));
        }

        return lines;
    }

    // Conversations that were read for nothing.
    private static int PassedOver(List<string> plan)
    {
        const string removed = "Rows Removed by Filter: ";
        var (node, count) = ("", 0);
        foreach (var line in plan)
        {
            node = line.Contains("(actual", StringComparison.Ordinal) ? line : node;
            if (
                line.IndexOf(removed, StringComparison.Ordinal) is var place and >= 0
                && node.Contains(" on conversations", StringComparison.Ordinal)
            )
            {
                count += int.Parse(line[(place + removed.Length)..], CultureInfo.InvariantCulture);
            }
        }

        return count;
    }

    private static ConversationFilter Of(Func<ConversationFilter, ConversationFilter> with) =>
        with(new ConversationFilter { Limit = 50 });
}
