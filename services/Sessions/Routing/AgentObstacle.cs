namespace Chat.Sessions.Routing;

/// <summary>Why an agent cannot get a conversation now.</summary>
internal enum AgentObstacle
{
    None,

    /// <summary>The person is kept out.</summary>
    Inactive,

    /// <summary>Offline, away or busy.</summary>
    NotOnline,

    /// <summary>As many open conversations as it may have.</summary>
    NoRoom,
}
