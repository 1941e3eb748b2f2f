namespace Chat.Sessions.Conversations;

/// <summary>Who changes conversations; also which of them may.</summary>
[Flags]
internal enum ActorKinds
{
    None = 0,

    /// <summary>The owner: a visitor or user.</summary>
    Customer = 1,

    /// <summary>A logged-in agent, manager or admin.</summary>
    Agent = 2,

    /// <summary>The company's backend, by a secret key.</summary>
    Backend = 4,

    /// <summary>The AI that answers.</summary>
    Ai = 8,

    /// <summary>The product itself: sweeps, routing, what a message brings with it.</summary>
    System = 16,

    Company = Agent | Backend | System,
    Anybody = Customer | Company | Ai,
}
