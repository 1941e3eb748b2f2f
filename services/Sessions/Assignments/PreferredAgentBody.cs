using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Assignments;

/// <summary>Whom the customer wants.</summary>
internal sealed record PreferredAgentBody
{
    /// <summary>A public agent.</summary>
    [Required]
    public Guid? AgentId { get; init; }
}
