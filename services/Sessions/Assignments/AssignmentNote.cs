using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Notes;

namespace Chat.Sessions.Assignments;

/// <summary>What somebody tells the colleague who gets a conversation: a note of the conversation like any other.</summary>
internal static class AssignmentNote
{
    /// <summary>
    /// The change with the note, if there is one; where nothing else changes, the note is the change. Asked for again, what
    /// is done already keeps no second one.
    /// </summary>
    public static async Task<Result<ConversationUpdate>> AddToAsync(
        Result<ConversationUpdate> decided,
        LockedConversation locked,
        ConversationActor actor,
        string? text,
        CancellationToken cancellationToken
    )
    {
        if (!decided.IsSuccess || text is null)
        {
            return decided;
        }

        var update = decided.Value;
        var conversationId = locked.State.Id;
        var note = new Note
        {
            Id = Ids.New(),
            AuthorId = actor.Author.Id,
            AuthorName = actor.Author.DisplayName,
            Text = text,
            CreatedAt = locked.Now,
        };
        if (
            !Moves(locked.State, update.Next)
            && await NoteStore.HasAsync(locked.Transaction, locked.TenantId, conversationId, note, cancellationToken)
        )
        {
            return update;
        }

        var adding = NoteStore.Adding(locked.TenantId, conversationId, note, idempotencyKey: null);
        return update.Event is null
            ? new NoteWriting(note, "added", adding).ToUpdate(update.Next, actor)
            : update with
            {
                With = [.. update.With, adding],
            };
    }

    private static bool Moves(ConversationState from, ConversationState to) =>
        from.Status != to.Status || from.AssignedAgentId != to.AssignedAgentId;
}
