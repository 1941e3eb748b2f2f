namespace Chat.Sessions.Attachments;

/// <summary>How many files may be announced.</summary>
/// <param name="MaxPending">Of one owner, whose bytes have not come.</param>
/// <param name="MaxOwnedBytes">
/// Of one customer's together, those that are awaited and those of its other proven identities included; null: any number.
/// </param>
/// <param name="MaxTotalBytes">Of all of the tenant's together, those that are awaited included.</param>
internal readonly record struct AttachmentBounds(int MaxPending, long? MaxOwnedBytes, long MaxTotalBytes);
