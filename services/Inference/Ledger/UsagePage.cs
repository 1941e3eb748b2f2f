namespace Chat.Inference.Ledger;

/// <summary>Answer of <c>GET /v1/usage/records</c>.</summary>
/// <param name="Data">Records, newest first.</param>
/// <param name="NextCursor">Give it as <c>cursor</c> for the next page; null on the last one.</param>
/// <param name="HasMore">There is a next page.</param>
internal sealed record UsagePage(IReadOnlyList<UsageEntry> Data, string? NextCursor, bool HasMore);
