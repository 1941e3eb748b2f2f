using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Chat.Webhooks.Subscriptions;

/// <summary>An endpoint of the tenant and the events it wants. Its secret is shown once, to whoever made it.</summary>
public sealed record SubscriptionResource
{
    /// <summary>The subscription's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where events are posted to.</summary>
    public required string Url { get; init; }

    /// <summary><c>standard</c> or <c>chatcops</c>.</summary>
    [AllowedValues("standard", "chatcops")]
    public required string Format { get; init; }

    /// <summary>Where it was made: <c>configuration</c> or <c>api</c>. The API changes its own ones only.</summary>
    [AllowedValues("configuration", "api")]
    public required string Source { get; init; }

    /// <summary>The newest secret: only in the answer to the request that made it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    /// <summary>Names of events in the format, or <c>*</c> for all.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Whether deliveries are made.</summary>
    public required bool Enabled { get; init; }

    /// <summary>
    /// Why it is off: <c>gone</c> (the endpoint answered 410), <c>failing</c> (it took nothing for days) or <c>removed</c>
    /// (from the configuration).
    /// </summary>
    [AllowedValues("gone", "failing", "removed")]
    public string? DisabledReason { get; init; }

    /// <summary>Since when it is off; UTC.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Whether the endpoint takes deliveries at present.</summary>
    public required CircuitResource Circuit { get; init; }

    /// <summary>When it was made; UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
