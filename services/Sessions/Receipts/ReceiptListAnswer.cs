namespace Chat.Sessions.Receipts;

/// <summary>How far everybody has got, as REST shows it; the 100 who read last.</summary>
internal sealed record ReceiptListAnswer(IReadOnlyList<ReceiptAnswer> Data);
