using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Assignments;

/// <summary>Who gets a conversation.</summary>
internal sealed record AssignmentBody
{
    /// <summary>The agent.</summary>
    [Required]
    public Guid? AgentId { get; init; }

    /// <summary>For the colleagues: kept as a note of the conversation; 1 to 5,000 UTF-16 units.</summary>
    public string? Note { get; init; }

    /// <summary>Managers and secret keys: give it even to an agent who has no room or is not online; default false.</summary>
    public bool BeyondCapacity { get; init; }
}
