using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Knowledge.Documents;

/// <summary>Makes a tenant's stored documents the ones given. One transaction; readers see the old ones or the new.</summary>
/// <remarks>
/// 1. A lock per tenant: instances that start together do the work once.
/// 2. Documents whose key or hash is no longer given are deleted, with their chunks and postings.
/// 3. New and changed ones are inserted; unchanged ones keep their ids, so citations stay valid.
/// 4. If anything changed, the vocabulary and the counts are made anew from the postings.
/// </remarks>
internal sealed class DocumentStore(NpgsqlDataSource database, DocumentIndexer indexer)
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

    private const string InsertChunk = """
        insert into chunks (id, tenant_id, document_id, ordinal, text, headline_weight) values ($1, $2, $3, $4, $5, $6)
        """;

    private const string InsertPostings = """
        insert into postings (tenant_id, lexeme, chunk_id, strength, headline)
        select $1, t.lexeme, $2, max(t.strength), bool_or(t.headline)
        from (
            select case when left(s.term, 1) = '#' then s.term
                else coalesce((ts_lexize('english_stem', s.term))[1], s.term) end as lexeme, s.strength, s.headline
            from unnest($3::text[], $4::real[], $5::bool[]) as s(term, strength, headline)
        ) t
        group by t.lexeme
        """;

    private const string DeleteVocabulary = "delete from vocabulary";

    private const string InsertVocabulary = """
        insert into vocabulary (tenant_id, initial, lexeme, chunks)
        select tenant_id, left(lexeme, 1), lexeme, count(*) from postings group by tenant_id, lexeme
        """;

    private const string Count = """
        insert into corpora (tenant_id, documents, chunks)
        values ($1, (select count(*) from documents), (select count(*) from chunks))
        on conflict (tenant_id) do update set documents = excluded.documents, chunks = excluded.chunks
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
        if (removed + added.Count > 0)
        {
            await ExecuteAsync(connection, DeleteVocabulary, cancellationToken);
            await ExecuteAsync(connection, InsertVocabulary, cancellationToken);
            await ExecuteAsync(connection, Count, cancellationToken, Uuid(tenantId));
        }
        await transaction.CommitAsync(cancellationToken);
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

    private async Task InsertAsync(
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
        foreach (var chunk in indexer.Index(document))
        {
            await InsertChunkAsync(connection, tenantId, id, chunk, cancellationToken);
        }
    }

    private static async Task InsertChunkAsync(
        NpgsqlConnection connection,
        Guid tenantId,
        Guid documentId,
        IndexedChunk chunk,
        CancellationToken cancellationToken
    )
    {
        var id = Ids.New();
        await ExecuteAsync(
            connection,
            InsertChunk,
            cancellationToken,
            Uuid(id),
            Uuid(tenantId),
            Uuid(documentId),
            new NpgsqlParameter<int> { TypedValue = chunk.Ordinal },
            Text(chunk.Text),
            new NpgsqlParameter<float> { TypedValue = chunk.HeadlineWeight }
        );
        await ExecuteAsync(
            connection,
            InsertPostings,
            cancellationToken,
            Uuid(tenantId),
            Uuid(id),
            Array(NpgsqlDbType.Text, chunk.Terms.Select(term => term.Term)),
            Array(NpgsqlDbType.Real, chunk.Terms.Select(term => term.Strength)),
            Array(NpgsqlDbType.Boolean, chunk.Terms.Select(term => term.Headline))
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
