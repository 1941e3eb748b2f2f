namespace Chat.Sessions.Signals;

/// <summary>A colleague wrote; what, is read from the thread.</summary>
internal sealed record AgentMessageSignal(Guid ThreadId, long Sequence, Guid AuthorId) : Signal
{
    public override string Key => $"thread:{ThreadId}";
}
