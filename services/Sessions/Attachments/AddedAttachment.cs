namespace Chat.Sessions.Attachments;

/// <summary>What came of announcing a file.</summary>
internal enum AddedAttachment
{
    /// <summary>Its bytes may come.</summary>
    Added,

    /// <summary>Its owner has not sent those it announced before.</summary>
    TooManyPending,

    /// <summary>Its owner's files would take more room than one customer's may.</summary>
    NoShare,

    /// <summary>The tenant's files would take more room than they may.</summary>
    NoRoom,
}
