using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Labels;

/// <summary>What somebody thinks of it.</summary>
internal sealed record LabelBody
{
    /// <summary>`good`, `bad` or `needs_review`.</summary>
    [Required]
    [AllowedValues("good", "bad", "needs_review")]
    public string? Label { get; init; }
}
