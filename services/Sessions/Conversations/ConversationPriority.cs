namespace Chat.Sessions.Conversations;

/// <summary>How soon it should be answered. The numbers are stored, and are those of the contract.</summary>
internal enum ConversationPriority : short
{
    Low = 1,
    Medium = 2,
    High = 3,
    Urgent = 4,
}
