using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.AgentLogins;

/// <summary>Body of `POST /v1/agents/me/password`.</summary>
internal sealed record ChangePasswordBody
{
    /// <summary>The one that holds now.</summary>
    [Required]
    public string? CurrentPassword { get; init; }

    /// <summary>10 to 200 UTF-16 units.</summary>
    [Required]
    public string? NewPassword { get; init; }
}
