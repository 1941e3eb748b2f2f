using Chat.Sessions.Conversations;
using Npgsql;

namespace Chat.Sessions.Messages;

/// <summary>Reads messages from rows.</summary>
internal static class StoredMessageReader
{
    /// <summary>The columns <see cref="Read"/> expects, in its order; of the table messages.</summary>
    public const string Columns =
        "id, sequence, author_kind, author_id, author_name, body, created_at, client_message_id, state, "
        + "interruption_reason, in_reply_to, citations::text, usage::text, supersedes";

    /// <summary>Condition: part of the talk, neither superseded nor a reply that failed to supersede.</summary>
    public const string IsCurrent =
        "not (supersedes is not null and state = 2) and not exists (select from messages s "
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
        };

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
