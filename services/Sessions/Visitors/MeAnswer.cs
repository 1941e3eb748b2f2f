using System.ComponentModel.DataAnnotations;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Visitors;

/// <summary>The caller, as REST shows it to itself.</summary>
internal sealed record MeAnswer
{
    /// <summary>`visitor` or `user`.</summary>
    [AllowedValues("visitor", "user")]
    public required string Kind { get; init; }

    /// <summary>The visitor's or user's id.</summary>
    public required string Id { get; init; }

    /// <summary>Proven by a user token or by the company to be the customer; false: what is below is what the caller said.</summary>
    public required bool Verified { get; init; }

    /// <summary>Null while not verified.</summary>
    public required Guid? CustomerId { get; init; }

    public required string? Name { get; init; }
    public required string? Email { get; init; }
    public required string? Phone { get; init; }
    public required string? Company { get; init; }
    public required string? AvatarUrl { get; init; }

    public static MeAnswer From(Me me) =>
        new()
        {
            Kind = me.Kind is AuthorKind.User ? "user" : "visitor",
            Id = me.Id,
            Verified = me.CustomerId is not null,
            CustomerId = me.CustomerId,
            Name = me.Name,
            Email = me.Email,
            Phone = me.Phone,
            Company = me.Company,
            AvatarUrl = me.AvatarUrl,
        };
}
