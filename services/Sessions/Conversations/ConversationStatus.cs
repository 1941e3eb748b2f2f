namespace Chat.Sessions.Conversations;

/// <summary>Whether messages are taken. The numbers are stored, and are those of the contract.</summary>
internal enum ConversationStatus : short
{
    Open = 1,
    Closed = 2,
}
