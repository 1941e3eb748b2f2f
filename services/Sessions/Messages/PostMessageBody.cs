using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Chat.Sessions.Messages;

/// <summary>A message to add without asking the AI for an answer.</summary>
internal sealed record PostMessageBody
{
    /// <summary>1 to 10,000 UTF-16 units.</summary>
    [Required]
    public string? Text { get; init; }

    /// <summary>`text` (default), `image`, `file`, `card`, and of secret keys `system`.</summary>
    [AllowedValues("text", "image", "file", "card", "system")]
    public string? Type { get; init; }

    /// <summary>`public` (default) or, of agents and secret keys, `internal`.</summary>
    [AllowedValues("public", "internal")]
    public string? Visibility { get; init; }

    /// <summary>An object of at most 8,192 UTF-16 units, with its numbers written out.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>Makes a repetition known; at most 128 characters. Left out: the Idempotency-Key.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>Who writes, with a secret key; left out: the system.</summary>
    public AuthorBody? Author { get; init; }
}
