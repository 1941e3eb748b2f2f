namespace Chat.Sessions.Tenants;

/// <summary>A key that comes from configuration.</summary>
internal sealed record SeedKey
{
    public required Guid Id { get; init; }
    public required KeyKind Kind { get; init; }

    /// <summary>Which of the tenant's configured keys it is.</summary>
    public required string ConfiguredAs { get; init; }

    public required byte[] Hash { get; init; }
    public required string Hint { get; init; }
    public required string[] AllowedOrigins { get; init; }
}
