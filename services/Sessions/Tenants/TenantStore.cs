using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Tenants;

/// <summary>The questions that come before a tenant is known (Data/Sql/tenants.sql).</summary>
internal sealed class TenantStore(NpgsqlDataSource source)
{
    public async Task<ResolvedKey?> FindKeyAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "select key_id, kind, allowed_origins, tenant_id, slug from resolve_key($1)"
        );
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        return new ResolvedKey(
            row.GetGuid(0),
            (KeyKind)row.GetInt16(1),
            row.GetFieldValue<string[]>(2),
            new ResolvedTenant(row.GetGuid(3), row.GetString(4))
        );
    }

    public async Task<ResolvedTenant?> FindTenantAsync(string slug, CancellationToken cancellationToken)
    {
        if (slug.Contains('\0'))
        {
            // No slug has it, and Postgres would not even take it as a question.
            return null;
        }

        await using var command = source.CreateCommand("select tenant_id, slug from resolve_tenant($1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = slug });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new ResolvedTenant(row.GetGuid(0), row.GetString(1)) : null;
    }

    public async Task<Guid> SeedTenantAsync(Guid id, string slug, string name, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select seed_tenant($1, $2, $3)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = slug });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return (Guid)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task SeedKeyAsync(Guid tenantId, SeedKey key, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select seed_key($1, $2, $3, $4, $5, $6, $7)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key.Id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)key.Kind });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.ConfiguredAs });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key.Hash });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Hint });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = key.AllowedOrigins });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task TouchKeysAsync(IReadOnlyDictionary<Guid, DateTime> uses, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select touch_keys($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. uses.Keys] });
        command.Parameters.Add(
            new NpgsqlParameter<DateTime[]>
            {
                TypedValue = [.. uses.Values],
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
            }
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
