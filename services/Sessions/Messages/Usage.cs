using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Messages;

/// <summary>What a reply cost.</summary>
internal sealed record Usage
{
    public required string Provider { get; init; }
    public required string Model { get; init; }
    public required long InputTokens { get; init; }
    public required long OutputTokens { get; init; }
    public required bool Estimated { get; init; }

    /// <summary>How many of the input tokens the provider read from its cache.</summary>
    [Required]
    public long CachedInputTokens { get; init; }

    /// <summary>How many of the input tokens the provider wrote to its cache.</summary>
    [Required]
    public long CacheWriteTokens { get; init; }
}
