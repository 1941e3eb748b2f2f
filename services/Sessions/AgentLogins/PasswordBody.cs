using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.AgentLogins;

/// <summary>Body of `POST /v1/agents/{id}/password`.</summary>
internal sealed record PasswordBody
{
    /// <summary>10 to 200 UTF-16 units.</summary>
    [Required]
    public string? Password { get; init; }
}
