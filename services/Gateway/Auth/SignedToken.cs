namespace Chat.Gateway.Auth;

/// <summary>What a token says.</summary>
internal sealed record SignedToken
{
    public required Guid TenantId { get; init; }

    /// <summary>Who it speaks for, 1 to 128 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>The login it belongs to; null: none.</summary>
    public Guid? LoginId { get; init; }

    /// <summary>Name to show; null: not known.</summary>
    public string? Name { get; init; }

    /// <summary>Address of whom it speaks for; null: not known.</summary>
    public string? Email { get; init; }

    /// <summary>Counts revocations: the token is void when its subject's tokens were revoked later. Null: cannot be.</summary>
    public long? Generation { get; init; }

    /// <summary>The origin it was given to; null: none.</summary>
    public string? Origin { get; init; }
}
