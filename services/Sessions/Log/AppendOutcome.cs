namespace Chat.Sessions.Log;

/// <summary>Why append_message refused a message. The numbers are its own.</summary>
internal enum AppendOutcome : short
{
    None = 0,
    NotFound = 1,
    Closed = 2,
    LeaseLost = 3,
    Blocked = 4,
    OfAnotherAgent = 5,
}
