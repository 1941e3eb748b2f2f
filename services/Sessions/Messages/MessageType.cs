namespace Chat.Sessions.Messages;

/// <summary>What a message is. The numbers are stored, and are those of the contract.</summary>
internal enum MessageType : short
{
    Text = 1,
    Image = 2,
    File = 3,
    System = 4,
    Card = 5,

    /// <summary>Nothing anybody said: something happened.</summary>
    Event = 6,
}
