using Chat.Sessions.Conversations;
using Chat.Sessions.Customers;

namespace Chat.Sessions.Visitors;

/// <summary>What a visitor or user may know of itself.</summary>
internal sealed record Me
{
    public required AuthorKind Kind { get; init; }
    public required string Id { get; init; }

    /// <summary>Only of who is proven to be this customer: anybody may claim an address, and would learn that it is known.</summary>
    public required Guid? CustomerId { get; init; }

    public required string? Name { get; init; }
    public required string? Email { get; init; }
    public required string? Phone { get; init; }
    public required string? Company { get; init; }
    public required string? AvatarUrl { get; init; }

    /// <summary>The customer's profile for who is proven to be it, for anybody else what it said itself.</summary>
    public static Me Of(Identity identity, Customer? customer)
    {
        var profile = identity.IsProven ? customer?.Profile : null;
        return new Me
        {
            Kind = identity.Kind,
            Id = identity.Subject,
            CustomerId = profile is null ? null : customer!.Id,
            Name =
                profile is null ? identity.Claims.Name
                : profile.Name.Length > 0 ? profile.Name
                : null,
            Email = profile is null ? identity.Claims.Email : profile.Email,
            Phone = profile is null ? identity.Claims.Phone : profile.Phone,
            Company = profile?.Company,
            AvatarUrl = profile?.AvatarUrl,
        };
    }
}
