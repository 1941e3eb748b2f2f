namespace Chat.Sessions.Signals;

/// <summary>Whether an agent can be reached. The numbers are those of the contract.</summary>
internal enum PresenceStatus : short
{
    Online = 1,
    Away = 2,
    Busy = 3,
    Offline = 4,
}
