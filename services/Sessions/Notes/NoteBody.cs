using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Notes;

/// <summary>What a note says.</summary>
internal sealed record NoteBody
{
    /// <summary>1 to 10,000 UTF-16 units.</summary>
    [Required]
    public string? Text { get; init; }
}
