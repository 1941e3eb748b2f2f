namespace Chat.Sessions.Signals;

/// <summary>Where a waiting conversation stands: 1 is next, 0 no longer waiting; the wait is null when nobody can say.</summary>
internal sealed record QueueSignal(Guid ConversationId, int Position, TimeSpan? EstimatedWait) : Signal
{
    public override string Key => $"queue:{ConversationId}";
}
