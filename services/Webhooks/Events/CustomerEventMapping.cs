using System.Diagnostics;
using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Google.Protobuf;

namespace Chat.Webhooks.Events;

/// <summary>From what happens to customers to the standard format's events.</summary>
internal static class CustomerEventMapping
{
    /// <summary>The event's name.</summary>
    public static string TypeOf(IMessage message) =>
        message switch
        {
            CustomerCreated => EventTypes.CustomerCreated,
            CustomerUpdated { Customer.Status: CustomerStatus.Blocked, PreviousStatus: CustomerStatus.Active } =>
                EventTypes.CustomerBlocked,
            CustomerUpdated { Customer.Status: CustomerStatus.Active, PreviousStatus: CustomerStatus.Blocked } =>
                EventTypes.CustomerUnblocked,
            CustomerUpdated => EventTypes.CustomerUpdated,
            CustomerDeleted { MergedInto.Length: > 0 } => EventTypes.CustomerMerged,
            _ => EventTypes.CustomerDeleted,
        };

    /// <summary>The event's body.</summary>
    public static CustomerEventBody ToBody(IMessage message)
    {
        var (header, data) = message switch
        {
            CustomerCreated created => (created.Header, ToData(created.Customer)),
            CustomerUpdated updated => (updated.Header, ToData(updated.Customer)),
            CustomerDeleted deleted => (
                deleted.Header,
                new CustomerData { Id = deleted.CustomerId, MergedInto = NullIfEmpty(deleted.MergedInto) }
            ),
            _ => throw new UnreachableException($"{message.Descriptor.FullName} tells of no customer."),
        };
        return new CustomerEventBody(TypeOf(message), header.OccurredAt.ToDateTimeOffset(), data);
    }

    private static CustomerData ToData(Customer customer) =>
        new()
        {
            Id = customer.Id,
            ExternalId = NullIfEmpty(customer.ExternalId),
            Email = NullIfEmpty(customer.Email),
            Name = NullIfEmpty(customer.Name),
            Phone = NullIfEmpty(customer.Phone),
            Company = NullIfEmpty(customer.Company),
            AvatarUrl = NullIfEmpty(customer.AvatarUrl),
            Tags = customer.Tags,
            Status = customer.Status is CustomerStatus.Blocked ? "blocked" : "active",
            UserCategory = NullIfEmpty(customer.UserCategory),
            Verified = customer.Verified,
            CreatedAt = customer.CreatedAt.ToDateTimeOffset(),
            UpdatedAt = customer.UpdatedAt.ToDateTimeOffset(),
        };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
