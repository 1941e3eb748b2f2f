namespace Chat.Sessions.CannedResponses;

/// <summary>Which canned responses are wanted; null: any.</summary>
internal sealed record CannedResponseFilter(
    string? Category,
    string? Search,
    string? Shortcut,
    bool? Active,
    CannedResponseCursor After,
    int Limit
);
