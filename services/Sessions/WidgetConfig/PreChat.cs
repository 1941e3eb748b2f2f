using System.ComponentModel.DataAnnotations;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Settings;

namespace Chat.Sessions.WidgetConfig;

/// <summary>What comes before the first message: a greeting, and a form.</summary>
internal sealed record PreChat
{
    /// <summary>Whether there is anything.</summary>
    public bool Enabled { get; init; }

    /// <summary>The visitor may go on without it.</summary>
    public bool SkipToChat { get; init; } = true;

    /// <summary>At most 200 UTF-16 units.</summary>
    [StringLength(200)]
    public string? Title { get; init; }

    /// <summary>At most 500 UTF-16 units.</summary>
    [StringLength(500)]
    public string? Subtitle { get; init; }

    /// <summary>Questions to begin with by a click; at most 4 of 1 to 200 UTF-16 units.</summary>
    [MaxLength(4), Each(1, 200)]
    public IReadOnlyList<string> Starters { get; init; } = [];

    /// <summary>The form; at most 20 fields.</summary>
    [MaxLength(20)]
    public IReadOnlyList<FormField> Fields { get; init; } = [];

    internal IEnumerable<FieldFault> Check() =>
        Fields
            .Index()
            .Where(field => Fields.Take(field.Index).Any(other => other.Key == field.Item.Key))
            .Select(field => new FieldFault($"/preChat/fields/{field.Index}/key", "duplicate", "Must be there once."));
}
