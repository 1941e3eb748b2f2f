namespace Chat.Gateway.WebSockets.Commands;

/// <summary>How far the caller has got; the id is optional: without one there is no answer.</summary>
internal sealed record ReceiptFrame(string Id, string ConversationId, long Sequence) : ClientFrame(Id);
