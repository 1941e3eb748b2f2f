namespace Chat.Webhooks.Subscriptions;

/// <summary>Body of `POST /v1/webhooks/subscriptions/{id}/rotate-secret`; may be left out.</summary>
public sealed record RotateSecretBody
{
    /// <summary>The new secret, as when a subscription is made. Left out: one is made and shown in the answer.</summary>
    public string? Secret { get; init; }
}
