namespace Chat.Sessions.Customers;

/// <summary>Which customers are wanted; null where all are.</summary>
internal sealed record CustomerFilter
{
    public CustomerStatus? Status { get; init; }

    /// <summary>The whole name, whatever its case.</summary>
    public string? Company { get; init; }

    public string? Tag { get; init; }

    /// <summary>How the name, email or company begins, whatever its case.</summary>
    public string? Prefix { get; init; }
}
