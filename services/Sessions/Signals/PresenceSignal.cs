namespace Chat.Sessions.Signals;

/// <summary>An agent's status has changed.</summary>
internal sealed record PresenceSignal(Guid AgentId, PresenceStatus Status) : Signal
{
    public override string Key => $"presence:{AgentId}";
}
