using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Chat.Sessions.Customers;

/// <summary>A customer, as REST shows it.</summary>
internal sealed record CustomerAnswer
{
    public required Guid Id { get; init; }

    /// <summary>The company's own id of its user.</summary>
    public required string? ExternalId { get; init; }

    public required string? Email { get; init; }
    public required string Name { get; init; }
    public required string? Phone { get; init; }
    public required string? Company { get; init; }
    public required string? AvatarUrl { get; init; }

    /// <summary>Chosen by the company: names with texts, numbers or truth values.</summary>
    public required JsonElement CustomFields { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>For the company's people only.</summary>
    public required string? Notes { get; init; }

    /// <summary>`active`, or `blocked`: what the customer writes is refused.</summary>
    [AllowedValues("active", "blocked")]
    public required string Status { get; init; }

    public required string? UserCategory { get; init; }

    /// <summary>The company vouched for it; false: all of it is what a visitor says of itself.</summary>
    public required bool Verified { get; init; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    /// <summary>Up to some minutes late; null: never.</summary>
    public required DateTime? LastSeenAt { get; init; }

    /// <summary>Of all visitors and users that are this customer.</summary>
    public required long TotalConversations { get; init; }

    public static CustomerAnswer From(Customer customer)
    {
        var profile = customer.Profile;
        return new CustomerAnswer
        {
            Id = customer.Id,
            ExternalId = profile.ExternalId,
            Email = profile.Email,
            Name = profile.Name,
            Phone = profile.Phone,
            Company = profile.Company,
            AvatarUrl = profile.AvatarUrl,
            CustomFields = JsonElement.Parse(profile.CustomFields),
            Tags = profile.Tags,
            Notes = profile.Notes,
            Status = profile.Status is CustomerStatus.Blocked ? "blocked" : "active",
            UserCategory = profile.UserCategory,
            Verified = customer.IsVerified,
            CreatedAt = customer.CreatedAt,
            UpdatedAt = customer.UpdatedAt,
            LastSeenAt = customer.LastSeenAt,
            TotalConversations = customer.TotalConversations,
        };
    }
}
