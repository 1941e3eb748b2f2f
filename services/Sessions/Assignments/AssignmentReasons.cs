namespace Chat.Sessions.Assignments;

/// <summary>Why a conversation goes to somebody else; in the log and on the bus as the event's reason.</summary>
internal static class AssignmentReasons
{
    /// <summary>An agent took one that waited.</summary>
    public const string Accepted = "accepted";

    /// <summary>Somebody decided who gets it.</summary>
    public const string Assigned = "assigned";

    /// <summary>Its agent gave it to another.</summary>
    public const string Transferred = "transferred";

    /// <summary>An agent took it from the AI or, as a manager, from another agent.</summary>
    public const string TakenOver = "taken_over";

    /// <summary>Its agent let the AI go on.</summary>
    public const string HandedBack = "handed_back";

    /// <summary>Its agent let go of it.</summary>
    public const string Unassigned = "unassigned";

    /// <summary>The customer, the AI or the company's backend asked for a person.</summary>
    public const string Escalated = "escalated";

    /// <summary>Its agent handed it upwards.</summary>
    public const string EscalatedUp = "escalated_up";

    /// <summary>The customer chose the agent.</summary>
    public const string Chosen = "chosen";

    /// <summary>Routing found somebody with room.</summary>
    public const string Routed = "routed";

    /// <summary>Its agent was offline for longer than the grace time.</summary>
    public const string AgentVanished = "agent_vanished";

    /// <summary>People answer first here, and somebody is there.</summary>
    public const string HumansFirst = "humans_first";

    /// <summary>The AI could not answer.</summary>
    public const string AiFailed = "ai_failed";
}
