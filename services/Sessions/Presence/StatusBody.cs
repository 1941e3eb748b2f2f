using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Presence;

/// <summary>Body of `PUT /v1/agents/{id}/status`.</summary>
internal sealed record StatusBody
{
    /// <summary>`online`, `away`, `busy` or `offline`.</summary>
    [Required]
    [AllowedValues("online", "away", "busy", "offline")]
    public string? Status { get; init; }
}
