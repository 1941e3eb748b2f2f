namespace Chat.Sessions.Signals;

/// <summary>A conversation in the agents' list has changed, as its log names it (<c>queued</c>, <c>assigned</c>, ...).</summary>
internal sealed record InboxSignal(Guid ConversationId, string Change, Guid? AssignedAgentId, long LastSequence)
    : Signal
{
    public override string Key => $"inbox:{ConversationId}";
}
