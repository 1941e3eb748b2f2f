using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Identity;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Settings;

/// <summary>Writes and reads settings; one round trip each.</summary>
internal sealed class SettingsStore(NpgsqlDataSource source)
{
    private const string ReadSql = "select section, version, body::text, updated_at from settings where tenant_id = $1";

    // Of two who change the same version one finds nothing to change, and then nothing at all is written.
    private const string WriteSql = $"""
        with written as (
            insert into settings as s (tenant_id, section, version, body, updated_at)
            select $1, $2, 1, $4, $5 where $3 = 0
            on conflict do nothing
            returning 1
        ), changed as (
            update settings set version = version + 1, body = $4, updated_at = $5
            where tenant_id = $1 and section = $2 and version = $3 and $3 > 0
            returning 1
        ), audited as (
            insert into settings_changes (
                tenant_id, id, section, version, changed_at, actor_kind, actor_id, actor_name, changes)
            select $1, $6, $2, $3 + 1, $5, $7, $8, $9, $10
            from (select from written union all select from changed) as done
            returning 1
        )
        select pg_notify('{SettingsNotices.Channel}', $1::text) from audited
        """;

    private const string ChangesSql = """
        select id, section, version, changed_at, actor_kind, actor_id, actor_name, changes::text
        from settings_changes
        where tenant_id = $1 and id < $2 and ($3 is null or section = $3)
        order by id desc
        limit $4
        """;

    /// <summary>The sections that were ever changed.</summary>
    public async Task<List<SettingsRow>> ReadAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(ReadSql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenantId } } }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var rows = new List<SettingsRow>();
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(new SettingsRow(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetDateTime(3)));
        }

        return rows;
    }

    /// <summary>Stores a section, what was changed in it, and tells all instances.</summary>
    /// <returns>False: the section has another version, nothing was written.</returns>
    public async Task<bool> WriteAsync(
        Guid tenantId,
        SettingsChange change,
        string body,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(WriteSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<string> { TypedValue = change.Section },
                    new NpgsqlParameter<long> { TypedValue = change.Version - 1 },
                    new NpgsqlParameter<string> { TypedValue = body, NpgsqlDbType = NpgsqlDbType.Jsonb },
                    new NpgsqlParameter<DateTime> { TypedValue = change.ChangedAt },
                    new NpgsqlParameter<Guid> { TypedValue = change.Id },
                    new NpgsqlParameter<short> { TypedValue = (short)change.Actor.Kind },
                    new NpgsqlParameter<string> { TypedValue = change.Actor.Id },
                    new NpgsqlParameter<string> { TypedValue = change.Actor.Name },
                    new NpgsqlParameter<string> { TypedValue = change.Changes, NpgsqlDbType = NpgsqlDbType.Jsonb },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken);
    }

    /// <summary>Changes older than one, newest first.</summary>
    public async Task<List<SettingsChange>> ChangesAsync(
        Guid tenantId,
        string? section,
        Guid? olderThan,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(ChangesSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = olderThan ?? Guid.AllBitsSet },
                    new NpgsqlParameter { Value = (object?)section ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                    new NpgsqlParameter<int> { TypedValue = limit },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var page = new List<SettingsChange>(limit);
        while (await row.ReadAsync(cancellationToken))
        {
            page.Add(ReadChange(row));
        }

        return page;
    }

    private static SettingsChange ReadChange(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            Section = row.GetString(1),
            Version = row.GetInt64(2),
            ChangedAt = row.GetDateTime(3),
            Actor = new SettingsActor((PrincipalKind)row.GetInt16(4), row.GetString(5), row.GetString(6)),
            Changes = row.GetString(7),
        };
}
