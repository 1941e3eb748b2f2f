namespace Chat.Sessions.Conversations;

/// <summary>Who answers for the company. The numbers are stored, and are those of the contract.</summary>
internal enum ConversationMode : short
{
    Ai = 1,
    Manual = 2,
}
