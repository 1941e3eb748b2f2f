using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.Sessions.Agents;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Sessions.AgentLogins;

/// <summary>Logins as rows: begun, refreshed, ended. All times are the database's.</summary>
internal sealed class LoginStore(NpgsqlDataSource source, IOptions<LoginOptions> options)
{
    // What is over is kept for nobody; the newest stay, the one that was just begun among them.
    private const string MakeRoomSql = """
        delete from agent_logins l
        where l.tenant_id = $1 and l.agent_id = $2 and (
            l.ended_at is not null or l.expires_at < clock_timestamp()
            or l.id in (
                select o.id from agent_logins o where o.tenant_id = $1 and o.agent_id = $2
                order by o.refreshed_at desc offset $3))
        """;

    // Logins of an agent one by one: many at once would all see room for the same one.
    private const string LockAgentSql = "select 1 from agents where tenant_id = $1 and id = $2 for no key update";

    // Only while the password is the one that was asked for: verifying takes its time, and whoever changes it meanwhile ends
    // the logins there are.
    private const string BeginSql = """
        insert into agent_logins (tenant_id, id, agent_id, generation, created_at, refreshed_at, expires_at)
        select c.tenant_id, $2, c.agent_id, 1, clock_timestamp(), clock_timestamp(), clock_timestamp() + $4
        from agent_credentials c
        where c.tenant_id = $1 and c.agent_id = $3 and c.password_changed_at = $5
        for share
        returning expires_at
        """;

    private const string Found = """
        select a.id, a.name, a.email, a.role, l.generation, l.expires_at, clock_timestamp() - l.refreshed_at,
            l.ended_at is not null or l.expires_at < clock_timestamp()
        from agent_logins l join agents a on a.tenant_id = l.tenant_id and a.id = l.agent_id
        where l.tenant_id = $1 and l.id = $2 and a.is_active and a.deleted_at is null
        """;

    private const string ReplaceSql = """
        update agent_logins
        set generation = generation + 1, refreshed_at = clock_timestamp(), expires_at = clock_timestamp() + $3
        where tenant_id = $1 and id = $2
        returning expires_at
        """;

    private const string EndSql = """
        update agent_logins set ended_at = clock_timestamp()
        where tenant_id = $1 and id = $2 and ended_at is null
        """;

    /// <summary>A new login of an agent, and until when it holds; null: the password is another one by now.</summary>
    public async Task<(Guid LoginId, DateTime ExpiresAt)?> BeginAsync(
        Credential credential,
        CancellationToken cancellationToken
    )
    {
        if (credential.PasswordChangedAt is not { } passwordOf)
        {
            return null;
        }

        var agent = credential.Agent;
        var loginId = Ids.New();
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, agent.TenantId);
        batch.BatchCommands.Add(Command(LockAgentSql, agent.TenantId, agent.AgentId));
        batch.BatchCommands.Add(
            Command(BeginSql, agent.TenantId, loginId, agent.AgentId, options.Value.RefreshLifetime, passwordOf)
        );
        batch.BatchCommands.Add(Command(MakeRoomSql, agent.TenantId, agent.AgentId, options.Value.MaxLogins));
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        await row.NextResultAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (loginId, row.GetDateTime(0)) : null;
    }

    /// <summary>A login of an agent who may still come in; null: there is none.</summary>
    public async Task<LoginSnapshot?> FindAsync(Guid tenantId, Guid loginId, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(Command(Found, tenantId, loginId));
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row, tenantId) : null;
    }

    /// <summary>What becomes of a login whose token was shown; one caller at a time.</summary>
    /// <returns>The login after it, and what was decided; null: there is none.</returns>
    public async Task<(LoginSnapshot Login, RefreshOutcome Outcome)?> RefreshAsync(
        RefreshToken token,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await TenantScope.ApplyAsync(transaction, token.TenantId, cancellationToken);
        if (await LockAsync(transaction, token, cancellationToken) is not { } login)
        {
            return null;
        }

        var outcome = RefreshPolicy.Decide(token.Generation, login, options.Value.RefreshLeeway);
        if (outcome is RefreshOutcome.Replace)
        {
            await using var replace = Command(
                transaction,
                ReplaceSql,
                token.TenantId,
                token.LoginId,
                options.Value.RefreshLifetime
            );
            var expires = (DateTime)(await replace.ExecuteScalarAsync(cancellationToken))!;
            login = login with { Generation = login.Generation + 1, ExpiresAt = expires };
        }
        else if (outcome is RefreshOutcome.EndLogin)
        {
            await using var end = Command(transaction, EndSql, token.TenantId, token.LoginId);
            await end.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return (login, outcome);
    }

    public Task EndAsync(Guid tenantId, Guid loginId, CancellationToken cancellationToken) =>
        ExecuteAsync(tenantId, Command(EndSql, tenantId, loginId), cancellationToken);

    private static async Task<LoginSnapshot?> LockAsync(
        NpgsqlTransaction transaction,
        RefreshToken token,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(transaction, Found + " for update of l", token.TenantId, token.LoginId);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row, token.TenantId) : null;
    }

    private async Task ExecuteAsync(Guid tenantId, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static LoginSnapshot Read(NpgsqlDataReader row, Guid tenantId) =>
        new()
        {
            Agent = new AgentIdentity
            {
                TenantId = tenantId,
                AgentId = row.GetGuid(0),
                Name = row.GetString(1),
                Email = row.GetString(2),
                Role = (AgentRole)row.GetInt16(3),
            },
            Generation = row.GetInt32(4),
            ExpiresAt = row.GetDateTime(5),
            SinceRefresh = row.GetTimeSpan(6),
            IsOver = row.GetBoolean(7),
        };

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
