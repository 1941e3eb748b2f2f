using Chat.Sessions.Customers;

namespace Chat.Sessions.Visitors;

/// <summary>Body of `PATCH /v1/me`. What is left out stays; "" clears.</summary>
internal sealed record MeBody
{
    /// <summary>At most 200 UTF-16 units.</summary>
    public string? Name { get; init; }

    /// <summary>At most 254 characters; of a verified caller not to be changed.</summary>
    public string? Email { get; init; }

    /// <summary>At most 50 UTF-16 units.</summary>
    public string? Phone { get; init; }

    /// <summary>An http(s) address of at most 2,000 characters; of a verified caller only.</summary>
    public string? AvatarUrl { get; init; }

    public CustomerChange ToChange() =>
        new()
        {
            Name = Name?.Trim(),
            Email = Email?.Trim(),
            Phone = Phone?.Trim(),
            AvatarUrl = AvatarUrl?.Trim(),
        };
}
