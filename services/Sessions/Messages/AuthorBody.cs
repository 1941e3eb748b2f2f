using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Messages;

/// <summary>Who writes.</summary>
internal sealed record AuthorBody
{
    /// <summary>`visitor`, `user`, `agent` or `system`.</summary>
    [Required]
    [AllowedValues("visitor", "user", "agent", "system")]
    public string? Kind { get; init; }

    /// <summary>1 to 128 characters; empty for the system.</summary>
    public string? Id { get; init; }

    /// <summary>At most 200 characters.</summary>
    public string? DisplayName { get; init; }
}
