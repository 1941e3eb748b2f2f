namespace Chat.Gateway.Presence;

/// <summary>One socket of an agent; leaving it is disposing it.</summary>
internal sealed class AgentSeat(AgentSockets sockets, Guid loginId, Action end) : IDisposable
{
    public Guid LoginId { get; } = loginId;

    /// <summary>The agent did something.</summary>
    public void Touch() => sockets.Touch(LoginId);

    /// <summary>The login has ended: the socket is to be closed.</summary>
    public void End() => end();

    public void Dispose() => sockets.Leave(this);
}
