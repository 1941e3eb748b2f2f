namespace Chat.Sessions.Assignments;

/// <summary>Whom the customer wants.</summary>
internal sealed record PreferredAgentBody
{
    /// <summary>A public agent.</summary>
    public Guid? AgentId { get; init; }
}
