namespace Chat.Webhooks.Dispatch;

/// <summary>Why an attempt failed, or a delivery was given up. Part of the API.</summary>
internal static class AttemptFaults
{
    /// <summary>No complete answer in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>The endpoint's name does not resolve.</summary>
    public const string Dns = "dns";

    /// <summary>Nothing listens there.</summary>
    public const string Refused = "refused";

    /// <summary>The TLS handshake failed.</summary>
    public const string Tls = "tls";

    /// <summary>The connection broke, or the answer is not HTTP.</summary>
    public const string Network = "network";

    /// <summary>The endpoint resolves to private or reserved addresses only.</summary>
    public const string BlockedAddress = "blocked_address";

    /// <summary>The endpoint's address is not one that may be called.</summary>
    public const string BlockedUrl = "blocked_url";

    /// <summary>Not sent: the subscription's secret lies under a key the service does not have.</summary>
    public const string SecretUnreadable = "secret_unreadable";

    /// <summary>An answer other than 2xx.</summary>
    public const string Status = "status";

    /// <summary>A 3xx answer: never followed, the subscription's address is to be changed.</summary>
    public const string Redirect = "redirect";

    /// <summary>410: the endpoint wants no more; the subscription was switched off.</summary>
    public const string Gone = "gone";

    /// <summary>Not attempted: its subscription is switched off.</summary>
    public const string SubscriptionDisabled = "subscription_disabled";
}
