using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.Visitors;

/// <summary>What is known of a visitor now, as it may know itself.</summary>
internal sealed record IdentifiedVisitor
{
    public required string VisitorId { get; init; }

    /// <summary>Proven by a user token; false: what is below is what the visitor said.</summary>
    public required bool Verified { get; init; }

    /// <summary>The customer it is proven to be.</summary>
    public required string? CustomerId { get; init; }

    public required string? Name { get; init; }
    public required string? Email { get; init; }
    public required string? Phone { get; init; }

    public static IdentifiedVisitor From(IdentifyResponse identified) =>
        new()
        {
            VisitorId = identified.VisitorId,
            Verified = identified.CustomerId.Length > 0,
            CustomerId = NullIfEmpty(identified.CustomerId),
            Name = NullIfEmpty(identified.Name),
            Email = NullIfEmpty(identified.Email),
            Phone = NullIfEmpty(identified.Phone),
        };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
