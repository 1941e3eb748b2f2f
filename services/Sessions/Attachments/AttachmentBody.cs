using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Attachments;

/// <summary>A file somebody wants to send.</summary>
internal sealed record AttachmentBody
{
    /// <summary>Name to show; 1 to 255 characters, without slashes and control characters.</summary>
    [Required]
    public string? FileName { get; init; }

    /// <summary>Media type, `type/subtype` without parameters.</summary>
    [Required]
    public string? ContentType { get; init; }

    /// <summary>Size in bytes, exactly; at least 1. The tenant's settings `files` say how much may be.</summary>
    [Required]
    public long? FileSize { get; init; }
}
