namespace Chat.Sessions.Conversations;

/// <summary>
/// Where a conversation stands (<see cref="ConversationTransitions"/>). The numbers are stored, and are those of the
/// contract.
/// </summary>
internal enum ConversationStatus : short
{
    /// <summary>Nobody has it: the AI answers, or somebody will be found.</summary>
    Open = 1,

    /// <summary>Ended for good, by anybody.</summary>
    Closed = 2,

    /// <summary>Waits for an agent.</summary>
    Queued = 3,

    /// <summary>An agent has it.</summary>
    Assigned = 4,

    /// <summary>An agent has it and waits for the customer.</summary>
    Pending = 5,

    /// <summary>The company thinks that all is said.</summary>
    Resolved = 6,

    /// <summary>Ended because the customer went away.</summary>
    Abandoned = 7,

    /// <summary>Put away; never changes any more.</summary>
    Archived = 8,
}
