using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Keys;

/// <summary>Body of `POST /v1/keys`.</summary>
internal sealed record CreateKeyBody
{
    /// <summary>`publishable` or `secret`.</summary>
    [Required]
    [AllowedValues("publishable", "secret")]
    public string? Kind { get; init; }

    /// <summary>For people; 1 to 200 UTF-16 units.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>Publishable keys only; at most 100.</summary>
    public IReadOnlyList<string>? AllowedOrigins { get; init; }
}
