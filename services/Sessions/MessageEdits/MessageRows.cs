using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.MessageEdits;

/// <summary>One message under its conversation's lock, and the statements that change it (within ConversationChange).</summary>
internal static class MessageRows
{
    // The conversation's messages are looked through: an index by id would cost every message for what few need.
    private const string FindSql =
        "select "
        + StoredMessageReader.EntryColumns
        + " from messages where tenant_id = $1 and conversation_id = $2 and id = $3";

    // What is internal, and what the system says, was never counted. Kinds 1 and 2 are the customer's.
    private const string UnreadSql = """
        select exists (
            select from messages m
            where m.tenant_id = $1 and m.conversation_id = $2 and m.sequence = $3 and m.visibility = 1
              and m.author_kind in (1, 2, 3, 4)
              and not exists (
                select from conversation_receipts r
                where r.tenant_id = $1 and r.conversation_id = $2 and r.read >= $3
                  and (r.kind in (1, 2)) <> (m.author_kind in (1, 2))))
        """;

    private const string EditSql = """
        update messages set body = $4, edited_at = $5
        where tenant_id = $1 and conversation_id = $2 and sequence = $3
        """;

    // Its place stays; nothing of what was said does, nor what was thought of it, nor what earlier edits made of it.
    private const string DeleteSql = """
        with label as (
            delete from message_labels where tenant_id = $1 and conversation_id = $2 and sequence = $3),
        edits as (
            update messages set event = event - 'text'
            where tenant_id = $1 and conversation_id = $2 and sequence > $3 and type = 6
              and event ->> 'messageSequence' = $3::text)
        update messages
        set body = '', metadata = null, citations = null, reactions = null, deleted_at = $4
        where tenant_id = $1 and conversation_id = $2 and sequence = $3
        """;

    private const string ReactSql = """
        update messages set reactions = $4::jsonb
        where tenant_id = $1 and conversation_id = $2 and sequence = $3
        """;

    /// <summary>The message, if its conversation may change and the actor may see it.</summary>
    public static async Task<Result<StoredMessage>> FindAsync(
        LockedConversation locked,
        ConversationActor actor,
        Guid messageId,
        CancellationToken cancellationToken
    )
    {
        if (locked.State.Status is ConversationStatus.Archived)
        {
            return new ConversationArchived();
        }

        var message = await FindAsync(
            locked.Transaction,
            locked.TenantId,
            locked.State.Id,
            messageId,
            cancellationToken
        );
        var hidden =
            message is null
            || message.Type is MessageType.Event
            || (message.Visibility is MessageVisibility.Internal && actor.Kind is ActorKinds.Customer);
        if (hidden)
        {
            return new MessageNotFound();
        }

        return message!.DeletedAt is null ? message : new MessageGone();
    }

    /// <summary>Nobody of the other side has read the message, so that it is among what that side has not read.</summary>
    public static async Task<bool> IsUnreadAsync(
        LockedConversation locked,
        StoredMessage message,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(UnreadSql, locked.Transaction.Connection, locked.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = locked.TenantId },
                new NpgsqlParameter<Guid> { TypedValue = message.ConversationId },
                new NpgsqlParameter<long> { TypedValue = message.Sequence },
            },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task<StoredMessage?> FindAsync(
        NpgsqlTransaction transaction,
        Guid tenantId,
        Guid conversationId,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(FindSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = conversationId },
                new NpgsqlParameter<Guid> { TypedValue = id },
            },
        };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? StoredMessageReader.ReadEntry(row, 0, conversationId) : null;
    }

    public static NpgsqlBatchCommand Editing(Guid tenantId, StoredMessage message, string text, DateTime now)
    {
        var command = Command(EditSql, tenantId, message);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now });
        return command;
    }

    public static NpgsqlBatchCommand Deleting(Guid tenantId, StoredMessage message, DateTime now)
    {
        var command = Command(DeleteSql, tenantId, message);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now });
        return command;
    }

    public static NpgsqlBatchCommand Reacting(Guid tenantId, StoredMessage message, IReadOnlyList<Reaction> reactions)
    {
        var command = Command(ReactSql, tenantId, message);
        command.Parameters.Add(
            new NpgsqlParameter
            {
                Value = (object?)MessageJson.Write(reactions) ?? DBNull.Value,
                NpgsqlDbType = NpgsqlDbType.Text,
            }
        );
        return command;
    }

    private static NpgsqlBatchCommand Command(string sql, Guid tenantId, StoredMessage message) =>
        new(sql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = message.ConversationId },
                new NpgsqlParameter<long> { TypedValue = message.Sequence },
            },
        };
}
