namespace Chat.Sessions.Messages;

/// <summary>How far a message has come to the other side.</summary>
internal enum DeliveryStatus
{
    /// <summary>Stored.</summary>
    Sent,

    /// <summary>On a device of somebody of the other side.</summary>
    Delivered,

    /// <summary>Shown to somebody of the other side.</summary>
    Read,
}
