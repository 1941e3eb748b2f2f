using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;

namespace Chat.Sessions.Receipts;

/// <summary>How far a participant has got, as REST shows it.</summary>
internal sealed record ReceiptAnswer
{
    public required AuthorAnswer Reader { get; init; }

    /// <summary>The last sequence that reached a device of the reader.</summary>
    public required long Delivered { get; init; }

    /// <summary>The last sequence that was shown to the reader.</summary>
    public required long Read { get; init; }

    public static ReceiptAnswer From(Receipt receipt) =>
        new()
        {
            Reader = AuthorAnswer.From(new Author(receipt.Kind, receipt.ReaderId, "")),
            Delivered = receipt.Delivered,
            Read = receipt.Read,
        };
}
