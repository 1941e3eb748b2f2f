using Chat.ServiceDefaults.Data;
using Npgsql;

namespace Chat.Knowledge.Corpora;

/// <summary>
/// A number per tenant that grows with each change of its documents, in the same transaction. By it every instance
/// knows whether its index is that of the documents there are.
/// </summary>
internal sealed class CorpusVersions(NpgsqlDataSource database)
{
    /// <summary>Channel of the notifications; their payload is a tenant's id, a colon and its new version.</summary>
    public const string Channel = "knowledge_corpora";

    /// <summary>Tenants asked for in one round trip.</summary>
    private const int BatchSize = 200;

    private const string Bump = $"""
        with bumped as (
            insert into corpora (tenant_id, version) values ($1, 1)
            on conflict (tenant_id) do update set version = corpora.version + 1
            returning version
        )
        select version, pg_notify('{Channel}', $1::text || ':' || version::text) from bumped
        """;

    private const string Read = "select coalesce(max(version), 0) from corpora";

    /// <summary>Takes the tenant's next version; instances learn of it when the transaction commits.</summary>
    public static async Task<long> BumpAsync(
        NpgsqlTransaction transaction,
        Guid tenantId,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(Bump, transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The versions there are now, in the order of the tenants. As the tenant each: row-level security holds.</summary>
    public async Task<IReadOnlyList<long>> ReadAsync(IReadOnlyList<Guid> tenantIds, CancellationToken cancellationToken)
    {
        var versions = new List<long>(tenantIds.Count);
        foreach (var part in tenantIds.Chunk(BatchSize))
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var batch = new NpgsqlBatch(connection);
            foreach (var tenantId in part)
            {
                TenantScope.AddTo(batch, tenantId);
                batch.BatchCommands.Add(new NpgsqlBatchCommand(Read));
            }
            await using var reader = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
            do
            {
                await reader.ReadAsync(cancellationToken);
                versions.Add(reader.GetInt64(0));
            } while (await NextVersionAsync(reader, cancellationToken));
        }
        return versions;
    }

    /// <summary>Over the result of naming the next tenant.</summary>
    private static async Task<bool> NextVersionAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        await reader.NextResultAsync(cancellationToken) && await reader.NextResultAsync(cancellationToken);
}
