using Chat.Sessions.Messages;

namespace Chat.Sessions.Customers;

/// <summary>What is known of a customer and can be changed; null where nothing is.</summary>
internal sealed record CustomerProfile
{
    public static readonly CustomerProfile Empty = new();
    private const string NoFields = "{}";

    /// <summary>The company's own id of its user.</summary>
    public string? ExternalId { get; init; }

    /// <summary>As it was given; two that differ in case only are the same.</summary>
    public string? Email { get; init; }

    public string Name { get; init; } = "";
    public string? Phone { get; init; }
    public string? Company { get; init; }
    public string? AvatarUrl { get; init; }

    /// <summary>A JSON object.</summary>
    public string CustomFields { get; init; } = NoFields;

    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? Notes { get; init; }
    public CustomerStatus Status { get; init; } = CustomerStatus.Active;
    public string? UserCategory { get; init; }

    /// <summary>Nothing but an address, a name and a phone: nobody of the company has added to it.</summary>
    public bool IsClaimOnly => (this with { Email = null, Name = "", Phone = null }).Says(Empty);

    /// <summary>Whether both say the same, however their fields are written.</summary>
    public bool Says(CustomerProfile other) =>
        this with { Tags = other.Tags, CustomFields = other.CustomFields } == other
        && Tags.SequenceEqual(other.Tags, StringComparer.Ordinal)
        && JsonObjectText.IsSame(CustomFields, other.CustomFields);

    /// <summary>What is not known here, as another profile of the same customer knows it.</summary>
    public CustomerProfile FilledWith(CustomerProfile other) =>
        this with
        {
            ExternalId = ExternalId ?? other.ExternalId,
            Email = Email ?? other.Email,
            Name = Name.Length > 0 ? Name : other.Name,
            Phone = Phone ?? other.Phone,
            Company = Company ?? other.Company,
            AvatarUrl = AvatarUrl ?? other.AvatarUrl,
            CustomFields = CustomFields == NoFields ? other.CustomFields : CustomFields,
            Tags = Tags.Count > 0 ? Tags : other.Tags,
            Notes = Notes ?? other.Notes,
            Status = other.Status is CustomerStatus.Blocked ? CustomerStatus.Blocked : Status,
            UserCategory = UserCategory ?? other.UserCategory,
        };

    /// <summary>The same text for all ways to write an address or a name in upper and lower case.</summary>
    public static string? KeyOf(string? text) => text?.ToLowerInvariant();
}
