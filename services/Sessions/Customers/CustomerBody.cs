using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Chat.Sessions.Customers;

/// <summary>Body of `POST /v1/customers` and `PATCH /v1/customers/{id}`. What is left out stays as it is.</summary>
internal sealed record CustomerBody
{
    /// <summary>The company's own id of its user; unique in the tenant. 1 to 128 UTF-16 units; "" clears it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Unique in the tenant, whatever its case; at most 254 characters. "" clears it.</summary>
    public string? Email { get; init; }

    /// <summary>At most 200 UTF-16 units.</summary>
    public string? Name { get; init; }

    /// <summary>At most 50 UTF-16 units; "" clears it.</summary>
    public string? Phone { get; init; }

    /// <summary>At most 200 UTF-16 units; "" clears it.</summary>
    public string? Company { get; init; }

    /// <summary>An absolute http or https address of at most 2,000 characters; "" clears it.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>
    /// At most 50 names of 1 to 64 UTF-16 units, each with a text of at most 1,000, a number or a truth value. A new object
    /// replaces the old one.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement>? CustomFields { get; init; }

    /// <summary>At most 50 of 1 to 64 UTF-16 units each. A new list replaces the old one.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>For the company's people only. At most 10,000 UTF-16 units; "" clears them.</summary>
    public string? Notes { get; init; }

    /// <summary>`active` or `blocked`.</summary>
    [AllowedValues("active", "blocked")]
    public string? Status { get; init; }

    /// <summary>At most 64 UTF-16 units; "" clears it.</summary>
    public string? UserCategory { get; init; }

    public CustomerChange ToChange() =>
        new()
        {
            ExternalId = ExternalId,
            Email = Email?.Trim(),
            Name = Name?.Trim(),
            Phone = Phone?.Trim(),
            Company = Company?.Trim(),
            AvatarUrl = AvatarUrl?.Trim(),
            CustomFields = CustomFields,
            Tags = Tags,
            Notes = Notes,
            Status = Status switch
            {
                null => null,
                "active" => CustomerStatus.Active,
                "blocked" => CustomerStatus.Blocked,
                _ => default(CustomerStatus),
            },
            UserCategory = UserCategory?.Trim(),
        };
}
