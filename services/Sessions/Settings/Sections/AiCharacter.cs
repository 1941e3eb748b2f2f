using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Settings.Sections;

/// <summary>Whom the AI plays.</summary>
internal sealed record AiCharacter
{
    /// <summary>The name it answers under; 1 to 100 UTF-16 units.</summary>
    [StringLength(100, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>For example `friendly`; 1 to 200 UTF-16 units.</summary>
    [StringLength(200, MinimumLength = 1)]
    public required string Tone { get; init; }

    /// <summary>What it is like; 1 to 2,000 UTF-16 units.</summary>
    [StringLength(2_000, MinimumLength = 1)]
    public required string Personality { get; init; }

    /// <summary>How it answers; at most 1,000 UTF-16 units.</summary>
    [StringLength(1_000)]
    public string? ResponseStyle { get; init; }

    /// <summary>What it keeps to; at most 50 of 1 to 500 UTF-16 units.</summary>
    [MaxLength(50), Each(1, 500)]
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>For example `formal`; at most 100 UTF-16 units.</summary>
    [StringLength(100)]
    public string? Formality { get; init; }

    /// <summary>For example `sparing`; at most 100 UTF-16 units.</summary>
    [StringLength(100)]
    public string? EmojiUsage { get; init; }

    /// <summary>What it knows about; at most 50 of 1 to 200 UTF-16 units.</summary>
    [MaxLength(50), Each(1, 200)]
    public IReadOnlyList<string> Expertise { get; init; } = [];

    /// <summary>Its story; at most 2,000 UTF-16 units.</summary>
    [StringLength(2_000)]
    public string? Bio { get; init; }
}
