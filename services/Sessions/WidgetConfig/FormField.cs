using System.ComponentModel.DataAnnotations;
using Chat.Sessions.Settings;

namespace Chat.Sessions.WidgetConfig;

/// <summary>A field of a form.</summary>
internal sealed record FormField
{
    /// <summary>Its name for programs; 1 to 64 letters, digits, `_` and `-`.</summary>
    [RegularExpression("^[A-Za-z0-9_-]{1,64}$", ErrorMessage = "Must be 1 to 64 letters, digits, _ and -.")]
    public required string Key { get; init; }

    /// <summary>Its name for people; 1 to 200 UTF-16 units.</summary>
    [StringLength(200, MinimumLength = 1)]
    public required string Label { get; init; }

    /// <summary>`text`, `email`, `phone`, `select`, `multiselect`, `textarea`, `radio` or `checkbox`.</summary>
    public FormFieldType Type { get; init; } = FormFieldType.Text;

    /// <summary>At most 200 UTF-16 units.</summary>
    [StringLength(200)]
    public string? Placeholder { get; init; }

    /// <summary>What can be chosen; at most 50 of 1 to 200 UTF-16 units.</summary>
    [MaxLength(50), Each(1, 200)]
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>It must be filled in.</summary>
    public bool Required { get; init; }
}
