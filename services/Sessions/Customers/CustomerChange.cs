using System.Text.Json;

namespace Chat.Sessions.Customers;

/// <summary>What shall be otherwise; null where nothing shall, empty where something shall be no more.</summary>
internal sealed record CustomerChange
{
    public string? ExternalId { get; init; }
    public string? Email { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Company { get; init; }
    public string? AvatarUrl { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? CustomFields { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public string? Notes { get; init; }
    public CustomerStatus? Status { get; init; }
    public string? UserCategory { get; init; }

    /// <summary>The profile with this change; of a change that was found valid.</summary>
    public CustomerProfile ApplyTo(CustomerProfile profile) =>
        new()
        {
            ExternalId = Changed(ExternalId, profile.ExternalId),
            Email = Changed(Email, profile.Email),
            Name = Name ?? profile.Name,
            Phone = Changed(Phone, profile.Phone),
            Company = Changed(Company, profile.Company),
            AvatarUrl = Changed(AvatarUrl, profile.AvatarUrl),
            CustomFields = CustomFields is null ? profile.CustomFields : CustomFieldsJson.Write(CustomFields),
            Tags = Tags is null ? profile.Tags : [.. Tags.Distinct(StringComparer.Ordinal)],
            Notes = Changed(Notes, profile.Notes),
            Status = Status ?? profile.Status,
            UserCategory = Changed(UserCategory, profile.UserCategory),
        };

    private static string? Changed(string? text, string? before) =>
        text is null ? before
        : text.Length == 0 ? null
        : text;
}
