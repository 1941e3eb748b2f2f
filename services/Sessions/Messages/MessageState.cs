namespace Chat.Sessions.Messages;

/// <summary>Whether the text is all its author wanted to say. The numbers are stored, and are those of the contract.</summary>
internal enum MessageState : short
{
    Complete = 1,
    Interrupted = 2,
}
