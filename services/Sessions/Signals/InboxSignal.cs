namespace Chat.Sessions.Signals;

/// <summary>A conversation in the agents' list has changed; the words are those of chat.sessions.v1.InboxChange.</summary>
internal sealed record InboxSignal(Guid ConversationId, string Change, Guid? AssignedAgentId, long LastSequence)
    : Signal
{
    public override string Key => $"inbox:{ConversationId}";
}
