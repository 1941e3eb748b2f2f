namespace Chat.Gateway.Visitors;

/// <summary>Body of `POST /v1/visitors/identify`.</summary>
internal sealed record IdentifyBody
{
    /// <summary>A user token, which proves who the visitor is; the rest is then not looked at.</summary>
    public string? UserToken { get; init; }

    /// <summary>At most 200 UTF-16 units.</summary>
    public string? Name { get; init; }

    /// <summary>At most 254 characters.</summary>
    public string? Email { get; init; }

    /// <summary>At most 50 UTF-16 units.</summary>
    public string? Phone { get; init; }
}
