using Chat.ServiceDefaults.Data;
using Chat.Sessions.Agents;
using Npgsql;

namespace Chat.Sessions.AgentLogins;

/// <summary>Passwords and invitations; one round trip each.</summary>
internal sealed class CredentialStore(NpgsqlDataSource source)
{
    private const string Found = """
        select a.id, a.name, a.email, a.role, c.password_hash, c.password_changed_at
        from agents a left join agent_credentials c on c.tenant_id = a.tenant_id and c.agent_id = a.id
        where a.tenant_id = $1 and a.is_active and a.deleted_at is null
        """;

    private const string ByEmailSql = $"{Found} and lower(a.email) = lower($2)";

    private const string ByIdSql = $"{Found} and a.id = $2";

    // An invitation holds for one password; whoever sets one by another way ends it, too.
    private const string SetSql = """
        insert into agent_credentials (tenant_id, agent_id, password_hash, password_changed_at)
        select a.tenant_id, a.id, $3, clock_timestamp()
        from agents a where a.tenant_id = $1 and a.id = $2 and a.deleted_at is null
        on conflict (tenant_id, agent_id) do update
            set password_hash = excluded.password_hash, password_changed_at = excluded.password_changed_at,
                invitation_hash = null, invitation_expires_at = null
        """;

    // Not by its hash: a login may be giving the same password a newer one.
    private const string ChangeSql = """
        update agent_credentials
        set password_hash = $3, password_changed_at = clock_timestamp(),
            invitation_hash = null, invitation_expires_at = null
        where tenant_id = $1 and agent_id = $2 and password_changed_at = $4
        """;

    private const string AcceptSql = """
        update agent_credentials c
        set password_hash = $3, password_changed_at = clock_timestamp(),
            invitation_hash = null, invitation_expires_at = null
        from agents a
        where c.tenant_id = $1 and c.agent_id = $2 and c.invitation_hash = $4
          and c.invitation_expires_at > clock_timestamp()
          and a.tenant_id = c.tenant_id and a.id = c.agent_id and a.is_active and a.deleted_at is null
        """;

    // Behind the password, in the same transaction: it sees logins that began while the password waited for them.
    private const string EndLoginsSql = """
        update agent_logins l set ended_at = clock_timestamp()
        from agent_credentials c
        where l.tenant_id = $1 and l.agent_id = $2 and l.ended_at is null
          and c.tenant_id = l.tenant_id and c.agent_id = l.agent_id and c.password_hash = $3
        """;

    private const string InvitedSql = """
        select from agent_credentials
        where tenant_id = $1 and agent_id = $2 and invitation_hash = $3 and invitation_expires_at > clock_timestamp()
        """;

    private const string InviteSql = """
        insert into agent_credentials (tenant_id, agent_id, invitation_hash, invitation_expires_at)
        select a.tenant_id, a.id, $3, clock_timestamp() + $4
        from agents a where a.tenant_id = $1 and a.id = $2 and a.is_active and a.deleted_at is null
        on conflict (tenant_id, agent_id) do update
            set invitation_hash = excluded.invitation_hash, invitation_expires_at = excluded.invitation_expires_at
        returning invitation_expires_at
        """;

    private const string RehashSql = """
        update agent_credentials set password_hash = $4
        where tenant_id = $1 and agent_id = $2 and password_hash = $3
        """;

    // Both or neither: an admin without a password would be taken for one who is there already.
    private const string SeedSql = """
        with made as (
            insert into agents (tenant_id, id, email, name, role, capacity, skills, level, visibility, is_active,
                mode_override, ai_enabled, auto_accept, is_default, chosen_status, created_at, updated_at, version)
            values ($1, $2, $3, $4, 3, $5, '{}', 1, 1, true, 0, true, false, false, 1, now(), now(), 1)
            on conflict (tenant_id, lower(email)) where deleted_at is null do nothing
            returning tenant_id, id
        )
        insert into agent_credentials (tenant_id, agent_id, password_hash, password_changed_at)
        select tenant_id, id, $6, now() from made
        """;

    public Task<Credential?> FindAsync(Guid tenantId, string email, CancellationToken cancellationToken) =>
        FindAsync(tenantId, ByEmailSql, new NpgsqlParameter<string> { TypedValue = email }, cancellationToken);

    public Task<Credential?> FindAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken) =>
        FindAsync(tenantId, ByIdSql, new NpgsqlParameter<Guid> { TypedValue = agentId }, cancellationToken);

    /// <summary>Sets the password and ends the agent's logins. False: there is no such agent.</summary>
    public Task<bool> SetAsync(Guid tenantId, Guid agentId, string hash, CancellationToken cancellationToken) =>
        ReplaceAsync(Batch(tenantId, SetSql, [Id(agentId), Text(hash)]), tenantId, agentId, hash, cancellationToken);

    /// <summary>
    /// Sets the password of an agent who knew the one before, and ends its logins. False: another was set meanwhile, by an
    /// admin who may have wanted to lock out whoever knew that one.
    /// </summary>
    public Task<bool> ChangeAsync(Credential known, string hash, CancellationToken cancellationToken)
    {
        var (tenantId, agentId) = (known.Agent.TenantId, known.Agent.AgentId);
        var since = new NpgsqlParameter<DateTime?> { TypedValue = known.PasswordChangedAt };
        return ReplaceAsync(
            Batch(tenantId, ChangeSql, [Id(agentId), Text(hash), since]),
            tenantId,
            agentId,
            hash,
            cancellationToken
        );
    }

    /// <summary>Whether the invitation holds now; <see cref="AcceptAsync"/> asks once more.</summary>
    public async Task<bool> IsInvitedAsync(
        Guid tenantId,
        Guid agentId,
        byte[] invitation,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(InvitedSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = agentId },
                    new NpgsqlParameter<byte[]> { TypedValue = invitation },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken);
    }

    /// <summary>Sets the password and ends the agent's logins. False: the invitation does not hold.</summary>
    public Task<bool> AcceptAsync(
        Guid tenantId,
        Guid agentId,
        byte[] invitation,
        string hash,
        CancellationToken cancellationToken
    ) =>
        ReplaceAsync(
            Batch(
                tenantId,
                AcceptSql,
                [Id(agentId), Text(hash), new NpgsqlParameter<byte[]> { TypedValue = invitation }]
            ),
            tenantId,
            agentId,
            hash,
            cancellationToken
        );

    /// <summary>The same password with a newer hash, unless it was changed meanwhile.</summary>
    public Task RehashAsync(AgentIdentity agent, string oldHash, string newHash, CancellationToken cancellationToken) =>
        ExecuteAsync(
            agent.TenantId,
            RehashSql,
            [
                new NpgsqlParameter<Guid> { TypedValue = agent.AgentId },
                new NpgsqlParameter<string> { TypedValue = oldHash },
                new NpgsqlParameter<string> { TypedValue = newHash },
            ],
            cancellationToken
        );

    /// <summary>Replaces the agent's invitation; until when it holds, or null: there is no such active agent.</summary>
    public async Task<DateTime?> InviteAsync(
        Guid tenantId,
        Guid agentId,
        byte[] invitation,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    )
    {
        await using var batch = Batch(
            tenantId,
            InviteSql,
            [
                new NpgsqlParameter<Guid> { TypedValue = agentId },
                new NpgsqlParameter<byte[]> { TypedValue = invitation },
                new NpgsqlParameter<TimeSpan> { TypedValue = lifetime },
            ]
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) ? row.GetDateTime(0) : null;
    }

    /// <summary>An admin with a password; false: an agent has this address.</summary>
    public async Task<bool> SeedAdminAsync(AgentIdentity admin, string hash, CancellationToken cancellationToken) =>
        await ExecuteAsync(
            admin.TenantId,
            SeedSql,
            [
                new NpgsqlParameter<Guid> { TypedValue = admin.AgentId },
                new NpgsqlParameter<string> { TypedValue = admin.Email },
                new NpgsqlParameter<string> { TypedValue = admin.Name },
                new NpgsqlParameter<int> { TypedValue = AgentLimits.DefaultCapacity },
                new NpgsqlParameter<string> { TypedValue = hash },
            ],
            cancellationToken
        ) > 0;

    private async Task<Credential?> FindAsync(
        Guid tenantId,
        string sql,
        NpgsqlParameter whom,
        CancellationToken cancellationToken
    )
    {
        await using var batch = Batch(tenantId, sql, [whom]);
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        var agent = new AgentIdentity
        {
            TenantId = tenantId,
            AgentId = row.GetGuid(0),
            Name = row.GetString(1),
            Email = row.GetString(2),
            Role = (AgentRole)row.GetInt16(3),
        };
        return new Credential(
            agent,
            row.IsDBNull(4) ? null : row.GetString(4),
            row.IsDBNull(5) ? null : row.GetDateTime(5)
        );
    }

    // A caller who leaves between the two would leave a new password behind, and whoever came in with the old one inside.
    private static async Task<bool> ReplaceAsync(
        NpgsqlBatch batch,
        Guid tenantId,
        Guid agentId,
        string hash,
        CancellationToken cancellationToken
    )
    {
        await using (batch)
        {
            var replacing = batch.BatchCommands[^1];
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(EndLoginsSql) { Parameters = { Id(tenantId), Id(agentId), Text(hash) } }
            );
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return replacing.RecordsAffected > 0;
        }
    }

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private async Task<int> ExecuteAsync(
        Guid tenantId,
        string sql,
        NpgsqlParameter[] parameters,
        CancellationToken cancellationToken
    )
    {
        await using var batch = Batch(tenantId, sql, parameters);
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        await row.NextResultAsync(cancellationToken);
        return batch.BatchCommands[^1].RecordsAffected;
    }

    private NpgsqlBatch Batch(Guid tenantId, string sql, NpgsqlParameter[] parameters)
    {
        var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
        return batch;
    }
}
