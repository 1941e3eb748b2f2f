namespace Chat.Sessions.Conversations;

/// <summary>Who can write in a conversation. The numbers are stored, and are those of the contract.</summary>
internal enum AuthorKind : short
{
    Visitor = 1,
    User = 2,
    Agent = 3,
    Ai = 4,
    System = 5,
}
