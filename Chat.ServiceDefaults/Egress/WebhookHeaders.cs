namespace Chat.ServiceDefaults.Egress;

/// <summary>Names on the wire, as Standard Webhooks 1.0 has them (github.com/standard-webhooks/standard-webhooks).</summary>
public static class WebhookHeaders
{
    /// <summary>Id of what is sent: the same over all attempts, so that receivers can drop repeats.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>Unix seconds of this attempt.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>Space-separated signatures, one per secret in force.</summary>
    public const string SignatureHeader = "webhook-signature";

    /// <summary>Comes before the base64 of every symmetric signature.</summary>
    public const string SignaturePrefix = "v1,";
}
