namespace Chat.Sessions.Conversations;

/// <summary>What can happen in a conversation beside messages; as the oneof of chat.sessions.v1.ConversationEvent.</summary>
internal enum ConversationEventKind
{
    StatusChanged,
    Assigned,
    Unassigned,
    ModeChanged,
    MessageEdited,
    MessageDeleted,
    ReactionChanged,
    TagsChanged,
    DetailsChanged,
    NoteChanged,
    Rated,
    SlaMissed,
    LabelChanged,
}
