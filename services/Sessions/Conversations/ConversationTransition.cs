namespace Chat.Sessions.Conversations;

/// <summary>One row of the table.</summary>
/// <param name="Action">What is done.</param>
/// <param name="From">In which status it may be done.</param>
/// <param name="To">Where it leads.</param>
/// <param name="Actors">Who may.</param>
internal sealed record ConversationTransition(
    ConversationAction Action,
    ConversationStatus From,
    ConversationStatus To,
    ActorKinds Actors
);
