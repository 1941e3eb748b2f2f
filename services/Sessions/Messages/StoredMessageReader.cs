using Chat.Sessions.Conversations;
using Npgsql;

namespace Chat.Sessions.Messages;

/// <summary>Reads messages from rows.</summary>
internal static class StoredMessageReader
{
    /// <summary>The columns <see cref="Read"/> expects, in its order; of the table messages.</summary>
    public const string Columns =
        "id, sequence, author_kind, author_id, author_name, body, created_at, client_message_id, state, "
        + "interruption_reason, in_reply_to, citations::text, usage::text, supersedes, type, visibility, metadata::text";

    /// <summary>The columns <see cref="ReadEntry"/> expects, in its order; of the table messages.</summary>
    public const string EntryColumns = Columns + ", event::text, edited_at, deleted_at, reactions::text, asks_nothing";

    /// <summary>
    /// Condition: part of the talk, neither superseded nor a reply that failed to supersede, nor an event, internal or
    /// deleted.
    /// </summary>
    public const string IsCurrent =
        "type <> 6 and visibility = 1 and deleted_at is null and not (supersedes is not null and state = 2) and not exists (select from messages s "
        + "where s.conversation_id = messages.conversation_id and s.supersedes = messages.id and s.state = 1)";

    public static StoredMessage Read(NpgsqlDataReader row, int first, Guid conversationId) =>
        new()
        {
            Id = row.GetGuid(first),
            ConversationId = conversationId,
            Sequence = row.GetInt64(first + 1),
            Author = new Author(
                (AuthorKind)row.GetInt16(first + 2),
                row.GetString(first + 3),
                row.GetString(first + 4)
            ),
            Text = row.GetString(first + 5),
            CreatedAt = row.GetDateTime(first + 6),
            ClientMessageId = Text(row, first + 7),
            State = (MessageState)row.GetInt16(first + 8),
            InterruptionReason = Text(row, first + 9),
            InReplyTo = row.IsDBNull(first + 10) ? null : row.GetGuid(first + 10),
            Citations = MessageJson.ReadCitations(Text(row, first + 11)),
            Usage = MessageJson.ReadUsage(Text(row, first + 12)),
            Supersedes = row.IsDBNull(first + 13) ? null : row.GetGuid(first + 13),
            Type = (MessageType)row.GetInt16(first + 14),
            Visibility = (MessageVisibility)row.GetInt16(first + 15),
            Metadata = Text(row, first + 16),
        };

    /// <summary>A message with all that became of it.</summary>
    public static StoredMessage ReadEntry(NpgsqlDataReader row, int first, Guid conversationId) =>
        Read(row, first, conversationId) with
        {
            Event = MessageJson.ReadEvent(Text(row, first + 17)),
            EditedAt = Time(row, first + 18),
            DeletedAt = Time(row, first + 19),
            Reactions = MessageJson.ReadReactions(Text(row, first + 20)),
            AsksNothing = !row.IsDBNull(first + 21) && row.GetBoolean(first + 21),
        };

    private static DateTime? Time(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetDateTime(column);

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
