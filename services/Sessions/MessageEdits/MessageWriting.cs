using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Npgsql;

namespace Chat.Sessions.MessageEdits;

/// <summary>What is written of a message.</summary>
/// <param name="Message">As it stands behind it.</param>
/// <param name="Event">What happened; null: nothing.</param>
/// <param name="Command">The statement that does it.</param>
internal sealed record MessageWriting(StoredMessage Message, ConversationEvent? Event, NpgsqlBatchCommand? Command)
{
    public ConversationUpdate ToUpdate(ConversationState state, ConversationActor actor) =>
        Event is null || Command is null
            ? ConversationUpdate.Unchanged(state)
            : new ConversationUpdate
            {
                Next = state,
                Internal = Message.Visibility is MessageVisibility.Internal,
                With = [Command],
                Event = Event with { Actor = actor.Author, MessageId = Message.Id, MessageSequence = Message.Sequence },
            };
}
