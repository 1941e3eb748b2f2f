using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Notes;

namespace Chat.Sessions.Assignments;

/// <summary>What somebody tells the colleague who gets a conversation: a note of the conversation like any other.</summary>
internal static class AssignmentNote
{
    /// <summary>The change with the note, if there is one; where nothing else changes, the note is the change.</summary>
    public static ConversationUpdate AddTo(
        ConversationUpdate update,
        ConversationKey key,
        ConversationActor actor,
        string? text,
        DateTime now
    )
    {
        if (text is null)
        {
            return update;
        }

        var note = new Note
        {
            Id = Ids.New(),
            AuthorId = actor.Author.Id,
            AuthorName = actor.Author.DisplayName,
            Text = text,
            CreatedAt = now,
        };
        var adding = NoteStore.Adding(key.TenantId, key.ConversationId, note, idempotencyKey: null);
        return update.Event is null
            ? new NoteWriting(note, "added", adding).ToUpdate(update.Next, actor)
            : update with
            {
                With = [.. update.With, adding],
            };
    }
}
