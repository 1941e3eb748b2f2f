using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Chat.Sessions.Tenants;

namespace Chat.Sessions.Keys;

/// <summary>A key, as REST shows it.</summary>
internal sealed record KeyAnswer
{
    public required Guid Id { get; init; }

    /// <summary>`publishable` or `secret`.</summary>
    [AllowedValues("publishable", "secret")]
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The key itself: only in the answer to the request that made it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>Its last four characters.</summary>
    public required string Hint { get; init; }

    /// <summary>Origins a publishable key may be used from; `*` for any.</summary>
    public required IReadOnlyList<string> AllowedOrigins { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Up to some seconds late; null: never.</summary>
    public required DateTime? LastUsedAt { get; init; }

    public required DateTime? ExpiresAt { get; init; }
    public required DateTime? RevokedAt { get; init; }

    public static KeyAnswer From(ApiKey key, string? secret) =>
        new()
        {
            Id = key.Id,
            Kind = key.Kind is KeyKind.Publishable ? "publishable" : "secret",
            Name = key.Name,
            Key = secret,
            Hint = key.Hint,
            AllowedOrigins = key.AllowedOrigins,
            CreatedAt = key.CreatedAt,
            LastUsedAt = key.LastUsedAt,
            ExpiresAt = key.ExpiresAt,
            RevokedAt = key.RevokedAt,
        };
}
