using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Visitors;

/// <summary>Body of `POST /v1/customers/{id}/visitors`.</summary>
internal sealed record LinkVisitorBody
{
    /// <summary>The visitor's id; 1 to 128 UTF-16 units.</summary>
    [Required]
    public string? VisitorId { get; init; }
}
