using Chat.Sessions.Tenants;

namespace Chat.Sessions.Keys;

/// <summary>A tenant's key; the key itself is known only to who got it.</summary>
internal sealed class ApiKey
{
    public required Guid Id { get; init; }
    public required Guid TenantId { get; init; }
    public required KeyKind Kind { get; init; }
    public required string Name { get; set; }

    /// <summary>SHA-256 of the whole key.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Its last four characters.</summary>
    public required string Hint { get; init; }

    public required string[] AllowedOrigins { get; set; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? LastUsedAt { get; private set; }
    public DateTime? ExpiresAt { get; private set; }
    public DateTime? RevokedAt { get; private set; }
    public string? IdempotencyKey { get; init; }

    public bool IsValid(DateTime now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);

    /// <summary>From now on nobody gets in with it. Revoking again changes nothing.</summary>
    public void Revoke(DateTime now) => RevokedAt ??= now;

    /// <summary>Lets it run out, unless it does so sooner anyway.</summary>
    public void ExpireAt(DateTime when) => ExpiresAt = ExpiresAt is { } sooner && sooner < when ? sooner : when;
}
