using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.MessageEdits;

/// <summary>What a message says instead.</summary>
internal sealed record EditMessageBody
{
    /// <summary>1 to 10,000 UTF-16 units.</summary>
    [Required]
    public string? Text { get; init; }
}
