namespace Chat.Webhooks.Events;

/// <summary>A customer, as endpoints receive it; its own fields and notes are read from the API.</summary>
internal sealed record CustomerData
{
    /// <summary>The customer's id, a UUID.</summary>
    public required string Id { get; init; }

    /// <summary>The company's own id of its user.</summary>
    public string? ExternalId { get; init; }

    public string? Email { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Company { get; init; }

    public string? AvatarUrl { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>True when there was no room for the tags; the API has them.</summary>
    public bool? TagsLeftOut { get; init; }

    /// <summary><c>active</c> or <c>blocked</c>; left out of what is no more.</summary>
    public string? Status { get; init; }

    public string? UserCategory { get; init; }

    /// <summary>The company vouched for it; else all of it is what a visitor says of itself.</summary>
    public bool? Verified { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Of <c>customer.merged</c>: the customer it turned out to be.</summary>
    public string? MergedInto { get; init; }
}
