using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Live;

/// <summary>What is followed and by whom; the reader's identity decides tenant and access.</summary>
/// <param name="Reader">Who.</param>
/// <param name="Kind">What.</param>
/// <param name="Id">The conversation's or the agent's id; else empty.</param>
internal sealed record LiveTopic(Principal Reader, LiveTopicKind Kind, string Id)
{
    /// <summary>The conversation's external id, when <see cref="Id"/> is not known.</summary>
    public string ExternalId { get; init; } = "";

    /// <summary>Whether its reader hears signals.</summary>
    public bool HasSignals => Kind != LiveTopicKind.Conversation;
}
