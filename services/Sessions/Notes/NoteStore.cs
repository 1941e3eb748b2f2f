using Chat.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Notes;

/// <summary>Reads notes, and the statements that write them (within ConversationChange).</summary>
internal sealed class NoteStore(NpgsqlDataSource source)
{
    private const string Columns = "id, author_id, author_name, body, created_at, edited_at";

    // Ids grow with time, so this is newest first.
    private const string PageSql = $"""
        select {Columns} from conversation_notes
        where tenant_id = $1 and conversation_id = $2 and id < $3 order by id desc limit $4
        """;

    private const string FindSql = $"""
        select {Columns} from conversation_notes where tenant_id = $1 and conversation_id = $2 and id = $3
        """;

    private const string FindRepeatedSql = $"""
        select {Columns} from conversation_notes
        where tenant_id = $1 and conversation_id = $2 and author_id = $3 and idempotency_key = $4
        """;

    private const string HasSql = """
        select exists (
            select from conversation_notes
            where tenant_id = $1 and conversation_id = $2 and author_id = $3 and body = $4)
        """;

    private const string CountSql =
        "select count(*) from conversation_notes where tenant_id = $1 and conversation_id = $2";

    private const string AddSql = """
        insert into conversation_notes (
            tenant_id, conversation_id, id, author_id, author_name, body, created_at, idempotency_key)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    private const string EditSql = """
        update conversation_notes set body = $4, edited_at = $5
        where tenant_id = $1 and conversation_id = $2 and id = $3
        """;

    private const string DeleteSql =
        "delete from conversation_notes where tenant_id = $1 and conversation_id = $2 and id = $3";

    /// <summary>Notes older than one, newest first.</summary>
    public async Task<List<Note>> PageAsync(
        Guid tenantId,
        Guid conversationId,
        Guid? olderThan,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        var command = Command(PageSql, tenantId, conversationId, olderThan ?? Guid.AllBitsSet);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        batch.BatchCommands.Add(command);
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var page = new List<Note>();
        while (await row.ReadAsync(cancellationToken))
        {
            page.Add(Read(row));
        }

        return page;
    }

    public static Task<Note?> FindAsync(
        NpgsqlTransaction transaction,
        Guid tenantId,
        Guid conversationId,
        Guid id,
        CancellationToken cancellationToken
    ) => FindAsync(transaction, Command(FindSql, tenantId, conversationId, id), cancellationToken);

    /// <summary>What the same author wrote under the same Idempotency-Key.</summary>
    public static Task<Note?> FindRepeatedAsync(
        NpgsqlTransaction transaction,
        Guid tenantId,
        Guid conversationId,
        string authorId,
        string idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        var command = new NpgsqlBatchCommand(FindRepeatedSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = conversationId },
                new NpgsqlParameter<string> { TypedValue = authorId },
                new NpgsqlParameter<string> { TypedValue = idempotencyKey },
            },
        };
        return FindAsync(transaction, command, cancellationToken);
    }

    /// <summary>Whether its author has written the same in the conversation.</summary>
    public static async Task<bool> HasAsync(
        NpgsqlTransaction transaction,
        Guid tenantId,
        Guid conversationId,
        Note note,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(HasSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = conversationId },
                new NpgsqlParameter<string> { TypedValue = note.AuthorId },
                new NpgsqlParameter<string> { TypedValue = note.Text },
            },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static async Task<long> CountAsync(
        NpgsqlTransaction transaction,
        Guid tenantId,
        Guid conversationId,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(CountSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = conversationId },
            },
        };
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static NpgsqlBatchCommand Adding(Guid tenantId, Guid conversationId, Note note, string? idempotencyKey)
    {
        var command = Command(AddSql, tenantId, conversationId, note.Id);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = note.AuthorId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = note.AuthorName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = note.Text });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = note.CreatedAt });
        command.Parameters.Add(
            new NpgsqlParameter { Value = (object?)idempotencyKey ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }
        );
        return command;
    }

    public static NpgsqlBatchCommand Editing(Guid tenantId, Guid conversationId, Note note)
    {
        var command = Command(EditSql, tenantId, conversationId, note.Id);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = note.Text });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = note.EditedAt.GetValueOrDefault() });
        return command;
    }

    public static NpgsqlBatchCommand Deleting(Guid tenantId, Guid conversationId, Guid id) =>
        Command(DeleteSql, tenantId, conversationId, id);

    private static async Task<Note?> FindAsync(
        NpgsqlTransaction transaction,
        NpgsqlBatchCommand command,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction) { BatchCommands = { command } };
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    private static NpgsqlBatchCommand Command(string sql, Guid tenantId, Guid conversationId, Guid id) =>
        new(sql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = conversationId },
                new NpgsqlParameter<Guid> { TypedValue = id },
            },
        };

    private static Note Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            AuthorId = row.GetString(1),
            AuthorName = row.GetString(2),
            Text = row.GetString(3),
            CreatedAt = row.GetDateTime(4),
            EditedAt = row.IsDBNull(5) ? null : row.GetDateTime(5),
        };
}
