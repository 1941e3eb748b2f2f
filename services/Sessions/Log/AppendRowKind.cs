namespace Chat.Sessions.Log;

/// <summary>What a row of append_message tells. The numbers are its own.</summary>
internal enum AppendRowKind : short
{
    Appended = 0,
    Known = 1,
    ExistingReply = 2,
    History = 3,
    Refused = 4,
}
