using Chat.Sessions.Conversations;

namespace Chat.Sessions.Speaking;

/// <summary>Opens a reply.</summary>
internal sealed record ReplyBeginning
{
    /// <summary>With fence 0 the lease is taken first.</summary>
    public required LeaseKey Key { get; init; }

    public required Guid? InReplyTo { get; init; }

    /// <summary>It supersedes the answer there is.</summary>
    public bool Again { get; init; }

    public required Author Speaker { get; init; }

    /// <summary>Said before a broken call.</summary>
    public required string TextSoFar { get; init; }

    public required int HistoryLimit { get; init; }
}
