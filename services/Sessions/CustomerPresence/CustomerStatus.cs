namespace Chat.Sessions.CustomerPresence;

/// <summary>Whether a customer is in its conversation. The numbers are those of the contract's PresenceStatus.</summary>
internal enum CustomerStatus : short
{
    /// <summary>Follows it.</summary>
    Online = 1,

    /// <summary>Followed it, and may come back: its reconnect window is not over.</summary>
    Away = 2,

    /// <summary>Does not follow it.</summary>
    Offline = 4,
}
