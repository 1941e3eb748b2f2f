namespace Chat.Sessions.Conversations;

/// <summary>Orders that an index gives. What each message changes is in none (Data/Sql/conversation_states.sql).</summary>
internal enum ConversationSort
{
    NewestFirst,
    OldestFirst,

    /// <summary>Who waits longest; of those that wait.</summary>
    LongestWaiting,
}
