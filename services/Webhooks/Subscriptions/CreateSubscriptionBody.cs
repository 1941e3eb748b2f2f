using System.ComponentModel.DataAnnotations;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Body of `POST /v1/webhooks/subscriptions`.</summary>
public sealed record CreateSubscriptionBody
{
    /// <summary>Where events are posted to: https, a public address, no credentials, at most 2,000 characters.</summary>
    [Required]
    public string? Url { get; init; }

    /// <summary>`standard` (default) or `chatcops`.</summary>
    [AllowedValues("standard", "chatcops")]
    public string? Format { get; init; }

    /// <summary>Names of events in the format, or `*` for all; at most 50. Default: all.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>
    /// A secret the endpoint has already: `whsec_` and the base64 of 24 to 64 bytes; with the format `chatcops` any 16 to
    /// 256 printable ASCII characters. Left out: one is made and shown in the answer.
    /// </summary>
    public string? Secret { get; init; }
}
