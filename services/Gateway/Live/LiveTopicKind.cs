namespace Chat.Gateway.Live;

/// <summary>What can be followed.</summary>
internal enum LiveTopicKind
{
    /// <summary>A conversation's log.</summary>
    Conversation,

    /// <summary>A conversation's log, and its signals.</summary>
    ConversationWithSignals,

    /// <summary>Signals to all agents.</summary>
    Inbox,

    /// <summary>Signals to one agent.</summary>
    Agent,

    /// <summary>Signals to the reader itself.</summary>
    Own,
}
