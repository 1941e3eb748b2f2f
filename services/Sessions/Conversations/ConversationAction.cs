namespace Chat.Sessions.Conversations;

/// <summary>What can be done to a conversation's status.</summary>
internal enum ConversationAction
{
    /// <summary>It shall wait for an agent.</summary>
    Queue,

    /// <summary>An agent gets it, from nobody or from another one.</summary>
    Assign,

    /// <summary>The agent lets go of it: the AI may answer again.</summary>
    HandBack,

    /// <summary>The agent waits for the customer.</summary>
    Await,

    /// <summary>The agent waits no longer.</summary>
    Resume,

    /// <summary>The company thinks that all is said.</summary>
    Resolve,

    /// <summary>It ends.</summary>
    Close,

    /// <summary>The customer went away.</summary>
    Abandon,

    /// <summary>What ended goes on.</summary>
    Reopen,

    /// <summary>It is put away.</summary>
    Archive,
}
