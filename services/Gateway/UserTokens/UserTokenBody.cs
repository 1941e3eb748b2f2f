namespace Chat.Gateway.UserTokens;

/// <summary>Body of `POST /v1/users/{userId}/tokens`; may be left out.</summary>
internal sealed record UserTokenBody
{
    /// <summary>At most 200 UTF-16 units; left out: what was known stays.</summary>
    public string? Name { get; init; }

    /// <summary>At most 254 characters; left out: what was known stays.</summary>
    public string? Email { get; init; }

    /// <summary>Seconds the token holds; 60 to 604,800 (the operator may set another bound), default 86,400.</summary>
    public int? ExpiresIn { get; init; }
}
