using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Ratings;

/// <summary>A rating; sent again with more, it is completed.</summary>
internal sealed record RatingBody
{
    /// <summary>`thumbs`, `stars` or `emoji`, as the settings say; left out: a plain 1 to 5.</summary>
    [AllowedValues("thumbs", "stars", "emoji")]
    public string? Type { get; init; }

    /// <summary>Thumbs: 0 or 1; the others 1 to 5.</summary>
    [Required]
    public int? Value { get; init; }

    /// <summary>Of the options that the settings have for the value.</summary>
    public IReadOnlyList<string>? FollowUp { get; init; }

    /// <summary>At most 2,000 UTF-16 units.</summary>
    public string? Comment { get; init; }
}
