using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.Sessions.Tests.Testing;
using Npgsql;

namespace Chat.Sessions.Tests.Data;

[Trait("Level", "Component")]
public sealed class TenantIsolationTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    public static TheoryData<string> Tables =>
        [
            "tenants",
            "api_keys",
            "conversations",
            "messages",
            "leads",
            "attachments",
            "attachment_parts",
            "analytics_days",
            "settings",
            "settings_changes",
            "customers",
            "customer_identities",
            "merged_customers",
            "user_token_revocations",
            "offline_messages",
            "canned_responses",
            "visitor_details",
            "message_labels",
            "agent_threads",
            "agent_thread_members",
            "agent_messages",
        ];

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Query_WithoutTenant_SeesNothing(string table)
    {
        await visitor.PostAsync("secret");

        Assert.Equal(0, await CountAsync(table, null));
    }

    [Theory]
    [InlineData("conversations")]
    [InlineData("messages")]
    public async Task Query_OwnTenant_SeesItsRows(string table)
    {
        await visitor.PostAsync("mine");

        Assert.Equal(1, await CountAsync(table, visitor.Principal.TenantId));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Query_AnotherTenant_SeesNothing(string table)
    {
        await visitor.PostAsync("mine");

        Assert.Equal(0, await CountAsync(table, Ids.New()));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Table_Any_ForcesRowLevelSecurity(string table)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select relrowsecurity and relforcerowsecurity from pg_class where oid = $1::regclass"
        );
        command.Parameters.AddWithValue(table);

        Assert.True((bool)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
    }

    [Fact]
    public async Task Insert_ForAnotherTenant_IsRefused()
    {
        await using var batch = sessions.A.Get<NpgsqlDataSource>().CreateBatch();
        TenantScope.AddTo(batch, Ids.New());
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                insert into messages (tenant_id, conversation_id, sequence, id, author_kind, author_id, author_name,
                    body, created_at, state)
                values (gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), 1, 'x', '', 'x', now(), 1)
                """
            )
        );

        var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)
        );

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    private async Task<long> CountAsync(string table, Guid? tenantId)
    {
        var token = TestContext.Current.CancellationToken;
        await using var batch = sessions.A.Get<NpgsqlDataSource>().CreateBatch();
        if (tenantId is { } id)
        {
            TenantScope.AddTo(batch, id);
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand($"select count(*) from {table}"));
        await using var row = await batch.ExecuteReaderAsync(token);
        if (tenantId is not null)
        {
            await row.NextResultAsync(token);
        }

        await row.ReadAsync(token);
        return row.GetInt64(0);
    }
}
