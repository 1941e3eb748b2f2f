using Chat.Sessions.Conversations;

namespace Chat.Sessions.Receipts;

/// <summary>How far a participant has got.</summary>
/// <param name="Kind">What the reader is.</param>
/// <param name="ReaderId">Its id.</param>
/// <param name="Delivered">The last sequence that reached a device of it; 0 for none.</param>
/// <param name="Read">The last one it saw; never more than delivered.</param>
internal sealed record Receipt(AuthorKind Kind, string ReaderId, long Delivered, long Read);
