namespace Chat.Inference.Ledger;

/// <summary>Answer of <c>GET /v1/usage</c>.</summary>
/// <param name="Data">One entry per day, provider and model that has replies; newest day first.</param>
/// <param name="NextCursor">Always null: there is one page.</param>
/// <param name="HasMore">Always false.</param>
internal sealed record UsageTotals(IReadOnlyList<UsageTotal> Data, string? NextCursor, bool HasMore);
