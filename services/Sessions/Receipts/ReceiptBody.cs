namespace Chat.Sessions.Receipts;

/// <summary>How far the caller has got.</summary>
internal sealed record ReceiptBody
{
    /// <summary>The last sequence that reached a device; left out: as before.</summary>
    public long? Delivered { get; init; }

    /// <summary>The last sequence that was shown; left out: as before.</summary>
    public long? Read { get; init; }
}
