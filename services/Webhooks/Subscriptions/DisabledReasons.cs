namespace Chat.Webhooks.Subscriptions;

/// <summary>Why a subscription is off. Stored, and part of the API.</summary>
internal static class DisabledReasons
{
    /// <summary>Its endpoint answered 410.</summary>
    public const string Gone = "gone";

    /// <summary>Its endpoint took nothing for <c>Webhooks:Circuit:DisableAfter</c>.</summary>
    public const string Failing = "failing";

    /// <summary>It is no longer configured.</summary>
    public const string Removed = "removed";

    /// <summary>It was deleted over the API.</summary>
    public const string Deleted = "deleted";
}
