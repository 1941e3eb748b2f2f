using Chat.Sessions.Conversations;
using Npgsql;

namespace Chat.Sessions.Notes;

/// <summary>What is written of a note.</summary>
/// <param name="Note">As it stands behind it.</param>
/// <param name="Change">`added`, `edited` or `deleted`; null: nothing.</param>
/// <param name="Command">The statement that does it.</param>
internal sealed record NoteWriting(Note Note, string? Change, NpgsqlBatchCommand? Command)
{
    public ConversationUpdate ToUpdate(ConversationState state, ConversationActor actor) =>
        Command is null
            ? ConversationUpdate.Unchanged(state)
            : new ConversationUpdate
            {
                Next = state,
                Internal = true,
                With = [Command],
                Event = new ConversationEvent
                {
                    Kind = ConversationEventKind.NoteChanged,
                    Actor = actor.Author,
                    NoteId = Note.Id,
                    Change = Change,
                },
            };
}
