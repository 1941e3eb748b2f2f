using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Notes;
using Npgsql;

namespace Chat.Sessions.Assignments;

/// <summary>What somebody tells the colleague who gets a conversation: a note of the conversation like any other.</summary>
internal static class AssignmentNote
{
    /// <summary>Nothing when nothing was said.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Of(ConversationKey key, Author author, string? text, DateTime now)
    {
        if (text is null)
        {
            yield break;
        }

        var note = new Note
        {
            Id = Ids.New(),
            AuthorId = author.Id,
            AuthorName = author.DisplayName,
            Text = text,
            CreatedAt = now,
        };
        yield return NoteStore.Adding(key.TenantId, key.ConversationId, note, idempotencyKey: null);
    }
}
