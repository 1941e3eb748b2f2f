using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.AgentThreads;

/// <summary>How far the caller has read.</summary>
internal sealed record ReadThreadBody
{
    /// <summary>The last sequence that was shown; it never goes back.</summary>
    [Required]
    public long? Sequence { get; init; }
}
