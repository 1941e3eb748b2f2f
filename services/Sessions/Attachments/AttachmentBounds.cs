namespace Chat.Sessions.Attachments;

/// <summary>How many files may be announced.</summary>
/// <param name="MaxPending">Of one owner, whose bytes have not come.</param>
/// <param name="MaxTotalBytes">Of all of the tenant's together, those that are awaited included.</param>
internal readonly record struct AttachmentBounds(int MaxPending, long MaxTotalBytes);
