using Chat.Knowledge.Corpora;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Knowledge.Documents;

/// <summary>Makes a tenant's stored documents the ones given. One transaction; readers see the old ones or the new.</summary>
/// <remarks>
/// 1. A lock per tenant: instances that start together do the work once.
/// 2. Documents whose key or hash is no longer given are deleted, with their chunks.
/// 3. New and changed ones are inserted; unchanged ones keep their ids, so citations stay valid.
/// 4. If anything changed, the tenant gets its next version, which tells every instance to index anew.
/// </remarks>
internal sealed class DocumentStore(NpgsqlDataSource database, CorpusCache corpora)
{
    private const string Lock = "select pg_advisory_xact_lock(hashtextextended('documents:' || $1, 0))";

    private const string Delete = """
        delete from documents d where not exists (
            select 1 from unnest($1::text[], $2::bytea[]) as s(key, hash) where s.key = d.key and s.hash = d.content_hash)
        """;

    private const string Known = "select key from documents";

    private const string Insert = """
        insert into documents (id, tenant_id, key, kind, title, url, question, content_hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    private const string InsertChunks = """
        insert into chunks (id, tenant_id, document_id, ordinal, text)
        select c.id, $1, $2, c.ordinal - 1, c.text
        from unnest($3::uuid[], $4::text[]) with ordinality as c(id, text, ordinal)
        """;

    /// <summary>Replaces what differs.</summary>
    public async Task<SyncOutcome> SyncAsync(
        Guid tenantId,
        IReadOnlyList<SourceDocument> documents,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await TenantScope.ApplyAsync(transaction, tenantId, cancellationToken);
        await ExecuteAsync(connection, Lock, cancellationToken, Text(tenantId.ToString()));
        var removed = await DeleteAsync(connection, documents, cancellationToken);
        var known = await KnownAsync(connection, cancellationToken);
        var added = documents.Where(document => !known.Contains(document.Key)).ToList();
        foreach (var document in added)
        {
            await InsertAsync(connection, tenantId, document, cancellationToken);
        }
        var version =
            removed + added.Count > 0 ? await CorpusVersions.BumpAsync(transaction, tenantId, cancellationToken) : 0;
        await transaction.CommitAsync(cancellationToken);
        corpora.Committed(tenantId, version);
        return new SyncOutcome(added.Count, removed, documents.Count);
    }

    private static Task<int> DeleteAsync(
        NpgsqlConnection connection,
        IReadOnlyList<SourceDocument> documents,
        CancellationToken cancellationToken
    ) =>
        ExecuteAsync(
            connection,
            Delete,
            cancellationToken,
            Array(NpgsqlDbType.Text, documents.Select(document => document.Key)),
            Array(NpgsqlDbType.Bytea, documents.Select(document => document.ContentHash()))
        );

    private static async Task<HashSet<string>> KnownAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(Known, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Add(reader.GetString(0));
        }
        return known;
    }

    private static async Task InsertAsync(
        NpgsqlConnection connection,
        Guid tenantId,
        SourceDocument document,
        CancellationToken cancellationToken
    )
    {
        var id = Ids.New();
        await ExecuteAsync(
            connection,
            Insert,
            cancellationToken,
            Uuid(id),
            Uuid(tenantId),
            Text(document.Key),
            new NpgsqlParameter<short> { TypedValue = (short)document.Kind },
            Text(document.Title),
            Text(document.Url),
            Text(document.Question),
            new NpgsqlParameter<byte[]> { TypedValue = document.ContentHash() }
        );
        var chunks = document.Chunks();
        await ExecuteAsync(
            connection,
            InsertChunks,
            cancellationToken,
            Uuid(tenantId),
            Uuid(id),
            Array(NpgsqlDbType.Uuid, chunks.Select(_ => Ids.New())),
            Array(NpgsqlDbType.Text, chunks)
        );
    }

    private static async Task<int> ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        params NpgsqlParameter[] parameters
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter<Guid> Uuid(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType type, IEnumerable<T> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type };
}
