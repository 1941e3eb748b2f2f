using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Chat.Sessions.Speaking;
using Npgsql;

namespace Chat.Sessions.Log;

/// <summary>Reads the rows of append_messages: the columns' order and the kinds of rows are stated there.</summary>
internal static class AppendReader
{
    private const int MessageColumn = 19;

    public static long Position(NpgsqlDataReader row) => row.GetInt64(0);

    public static AppendRowKind Kind(NpgsqlDataReader row) => (AppendRowKind)row.GetInt16(1);

    public static AppendOutcome Outcome(NpgsqlDataReader row) => (AppendOutcome)row.GetInt16(2);

    public static Guid ConversationId(NpgsqlDataReader row) => row.GetGuid(3);

    /// <summary>The row that says what became of the message.</summary>
    public static Appended ReadAppended(NpgsqlDataReader row, NewMessage message)
    {
        var known = Kind(row) is AppendRowKind.Known;
        var conversation = ReadConversation(row);
        var stored = known ? ReadMessage(row, conversation.Id) : Stored(row, message, conversation.Id);
        return new Appended
        {
            Conversation = conversation,
            Message = stored,
            Created = row.GetBoolean(14),
            // Its own first attempt, whose answer was lost, is no duplicate.
            Duplicate = known && stored.Id != message.MessageId,
            Lease = row.IsDBNull(15)
                ? null
                : new Lease(row.GetInt64(15), message.LeaseReplyId.GetValueOrDefault(), row.GetDateTime(16)),
            BusyReplyId = row.IsDBNull(17) ? null : row.GetGuid(17),
            BusyAnswers = row.IsDBNull(18) ? null : row.GetGuid(18),
        };
    }

    /// <summary>A row with a whole message.</summary>
    public static StoredMessage ReadMessage(NpgsqlDataReader row, Guid conversationId) =>
        StoredMessageReader.Read(row, MessageColumn, conversationId);

    private static ConversationSnapshot ReadConversation(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(3),
            ExternalId = row.IsDBNull(4) ? null : row.GetString(4),
            Owner = new Author((AuthorKind)row.GetInt16(5), row.GetString(6), row.GetString(7)),
            Mode = (ConversationMode)row.GetInt16(8),
            Status = (ConversationStatus)row.GetInt16(9),
            Epoch = row.GetInt64(10),
            LastSequence = row.GetInt64(11),
            CreatedAt = row.GetDateTime(12),
            UpdatedAt = row.GetDateTime(13),
        };

    private static StoredMessage Stored(NpgsqlDataReader row, NewMessage message, Guid conversationId) =>
        new()
        {
            Id = message.MessageId,
            ConversationId = conversationId,
            Sequence = row.GetInt64(MessageColumn + 1),
            Author = message.Author,
            Text = message.Text,
            CreatedAt = row.GetDateTime(MessageColumn + 6),
            ClientMessageId = message.ClientMessageId,
            State = message.State,
            InterruptionReason = message.InterruptionReason,
            InReplyTo = message.InReplyTo,
            Citations = message.Citations,
            Usage = message.Usage,
            Supersedes = row.IsDBNull(MessageColumn + 13) ? null : row.GetGuid(MessageColumn + 13),
            Type = message.Type,
            Visibility = message.Visibility,
            Metadata = message.Metadata,
            AsksNothing = message.AsksNothing,
        };
}
