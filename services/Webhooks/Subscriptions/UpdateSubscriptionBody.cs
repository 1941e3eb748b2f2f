namespace Chat.Webhooks.Subscriptions;

/// <summary>Body of `PATCH /v1/webhooks/subscriptions/{id}`; what is left out stays.</summary>
public sealed record UpdateSubscriptionBody
{
    /// <summary>As when it is made. A new address starts with a closed circuit.</summary>
    public string? Url { get; init; }

    /// <summary>As when it is made. A new list replaces the old one.</summary>
    public IReadOnlyList<string>? Events { get; init; }
}
