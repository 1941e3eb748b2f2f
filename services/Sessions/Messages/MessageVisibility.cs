namespace Chat.Sessions.Messages;

/// <summary>Who may read a message. The numbers are stored, and are those of the contract.</summary>
internal enum MessageVisibility : short
{
    Public = 1,

    /// <summary>Not the conversation's owner.</summary>
    Internal = 2,
}
