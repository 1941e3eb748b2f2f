namespace Chat.Sessions.AgentQueue;

/// <summary>Where a conversation stands in the queue.</summary>
/// <param name="Place">From 1; 0: it does not wait.</param>
/// <param name="Wait">Null: nobody is online, so nobody knows.</param>
internal readonly record struct QueuePlace(int Place, TimeSpan? Wait);
