namespace Chat.Sessions.Presence;

/// <summary>An agent's status, as REST shows it.</summary>
internal sealed record StatusAnswer
{
    public required Guid Id { get; init; }

    /// <summary>What others see: the choice, while the agent is connected and not idle.</summary>
    public required string Status { get; init; }

    /// <summary>What the agent chose.</summary>
    public required string ChosenStatus { get; init; }
}
