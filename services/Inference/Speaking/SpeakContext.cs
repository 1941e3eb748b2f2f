using Chat.Contracts.Sessions.V1;
using Chat.Inference.Appending;

namespace Chat.Inference.Speaking;

/// <summary>What a publisher works with.</summary>
internal sealed record SpeakContext
{
    /// <summary>The store.</summary>
    public required Conversations.ConversationsClient Conversations { get; init; }

    /// <summary>Where a reply goes that is there as a whole.</summary>
    public required MessageAppender Messages { get; init; }

    /// <summary>Clock for pauses and time-outs.</summary>
    public required TimeProvider TimeProvider { get; init; }

    /// <summary>How long the store may be away.</summary>
    public required TimeSpan PersistTimeout { get; init; }

    /// <summary>Sequence of the message that is answered; the reply's is greater.</summary>
    public required long PostedSequence { get; init; }

    /// <summary>Somebody was known to follow the conversation when the message was stored.</summary>
    public required bool Followed { get; init; }

    /// <summary>Where breaks are reported.</summary>
    public required SpeakingLog Log { get; init; }
}
