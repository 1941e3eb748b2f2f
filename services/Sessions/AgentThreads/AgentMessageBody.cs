using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.AgentThreads;

/// <summary>A message to colleagues.</summary>
internal sealed record AgentMessageBody
{
    /// <summary>1 to 5,000 UTF-16 units.</summary>
    [Required]
    public string? Text { get; init; }

    /// <summary>Makes a repetition known; at most 128 UTF-16 units. Else the Idempotency-Key does.</summary>
    public string? ClientMessageId { get; init; }
}
