using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.AgentThreads;

/// <summary>A thread to begin.</summary>
internal sealed record AgentThreadBody
{
    /// <summary>Ids of the others; 1 to 19.</summary>
    [Required]
    public IReadOnlyList<Guid>? MemberIds { get; init; }

    /// <summary>At most 200 UTF-16 units; without one, two agents have one thread.</summary>
    public string? Title { get; init; }
}
