using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Customers;

/// <summary>Customers between domain and wire.</summary>
internal static class CustomerMapping
{
    public static Wire.Customer ToWire(this Customer customer)
    {
        var profile = customer.Profile;
        var wire = new Wire.Customer
        {
            Id = customer.Id.ToString(),
            ExternalId = profile.ExternalId ?? "",
            Email = profile.Email ?? "",
            Name = profile.Name,
            Phone = profile.Phone ?? "",
            Company = profile.Company ?? "",
            AvatarUrl = profile.AvatarUrl ?? "",
            CustomFields = Struct.Parser.ParseJson(profile.CustomFields),
            Notes = profile.Notes ?? "",
            Status = (Wire.CustomerStatus)profile.Status,
            UserCategory = profile.UserCategory ?? "",
            Verified = customer.IsVerified,
            CreatedAt = Timestamp.FromDateTime(customer.CreatedAt),
            UpdatedAt = Timestamp.FromDateTime(customer.UpdatedAt),
            LastSeenAt = customer.LastSeenAt is { } seen ? Timestamp.FromDateTime(seen) : null,
        };
        wire.Tags.Add(profile.Tags);
        return wire;
    }

    public static CustomerChange ToChange(this Wire.EnsureCustomerRequest request) =>
        new()
        {
            ExternalId = NullIfEmpty(request.ExternalId),
            Email = NullIfEmpty(request.Email.Trim()),
            Name = NullIfEmpty(request.Name.Trim()),
            Phone = NullIfEmpty(request.Phone.Trim()),
            AvatarUrl = NullIfEmpty(request.AvatarUrl.Trim()),
        };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
