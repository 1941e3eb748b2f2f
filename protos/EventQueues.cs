namespace Chat.Contracts.Events.V1;

/// <summary>
/// Queues of the services that take events, one for each service. Publishers declare them too, so that no event is lost
/// that was published before its consumer's first start.
/// </summary>
public static class EventQueues
{
    /// <summary>Inference: the usage of replies, for its ledger, and questions left unanswered.</summary>
    public const string Inference = "inference-events";

    /// <summary>Sessions itself: what its analytics count.</summary>
    public const string Sessions = "sessions-events";

    /// <summary>Webhooks: a delivery for each subscription that wants the event.</summary>
    public const string Webhooks = "webhooks-events";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Inference, Sessions, Webhooks];
}
