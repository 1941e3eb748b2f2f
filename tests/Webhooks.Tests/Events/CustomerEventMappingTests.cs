using System.Text;
using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Messaging;
using Chat.Webhooks.Events;
using Chat.Webhooks.Subscriptions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Webhooks.Tests.Events;

public sealed class CustomerEventMappingTests
{
    private static readonly Timestamp At = Timestamp.FromDateTime(
        new DateTime(2026, 11, 26, 10, 0, 0, DateTimeKind.Utc)
    );

    [Theory]
    [InlineData(CustomerStatus.Active, CustomerStatus.Active, "customer.updated")]
    [InlineData(CustomerStatus.Unspecified, CustomerStatus.Blocked, "customer.updated")]
    [InlineData(CustomerStatus.Blocked, CustomerStatus.Blocked, "customer.updated")]
    [InlineData(CustomerStatus.Active, CustomerStatus.Blocked, "customer.blocked")]
    [InlineData(CustomerStatus.Blocked, CustomerStatus.Active, "customer.unblocked")]
    public void TypeOf_Updated_IsByWhatItWasBefore(CustomerStatus before, CustomerStatus after, string type)
    {
        var updated = new CustomerUpdated
        {
            Customer = new Customer { Status = after },
            PreviousStatus = before,
        };

        Assert.Equal(type, StandardMapping.TypeOf(updated));
        Assert.Null(ChatCopsMapping.TypeOf(updated));
    }

    [Fact]
    public void Write_Created_IsTheDocumentedBody()
    {
        var customer = new Customer
        {
            Id = "c-1",
            Email = "ada@example.com",
            Name = "Ada",
            Tags = { "vip" },
            Notes = "never told",
            Status = CustomerStatus.Active,
            Verified = true,
            CreatedAt = At,
            UpdatedAt = At,
        };

        Assert.Equal(
            """{"type":"customer.created","timestamp":"2026-11-26T10:00:00+00:00","data":{"id":"c-1","email":"ada@example.com","name":"Ada","tags":["vip"],"status":"active","verified":true,"createdAt":"2026-11-26T10:00:00+00:00","updatedAt":"2026-11-26T10:00:00+00:00"}}""",
            BodyOf(new CustomerCreated { Header = Header(), Customer = customer })
        );
    }

    [Theory]
    [InlineData("", """{"type":"customer.deleted","timestamp":"2026-11-26T10:00:00+00:00","data":{"id":"c-1"}}""")]
    [InlineData(
        "c-2",
        """{"type":"customer.merged","timestamp":"2026-11-26T10:00:00+00:00","data":{"id":"c-1","mergedInto":"c-2"}}"""
    )]
    public void Write_Gone_SaysWhereItWent(string into, string body) =>
        Assert.Equal(
            body,
            BodyOf(
                new CustomerDeleted
                {
                    Header = Header(),
                    CustomerId = "c-1",
                    MergedInto = into,
                }
            )
        );

    [Fact]
    public void Write_LargestCustomer_FitsABody()
    {
        var customer = new Customer
        {
            Id = Guid.AllBitsSet.ToString(),
            ExternalId = new string('€', 128),
            Email = new string('x', 254),
            Name = new string('€', 200),
            Phone = new string('€', 50),
            Company = new string('€', 200),
            AvatarUrl = new string('x', 2000),
            UserCategory = new string('€', 64),
            CreatedAt = At,
            UpdatedAt = At,
        };
        customer.Tags.Add(Enumerable.Repeat(new string('€', 64), 50));

        var bytes = StandardMapping.Write(new CustomerCreated { Header = Header(), Customer = customer });

        Assert.InRange(bytes.Length, 1, EventBody.MaxBytes - 1);
    }

    [Fact]
    public void For_ChangesOfOneCustomer_AreInTheOrderOfTime()
    {
        var first = Event(new CustomerCreated { Header = Header(), Customer = Customer() });
        var later = Header();
        later.OccurredAt = Timestamp.FromDateTime(At.ToDateTime().AddMilliseconds(2));
        var second = Event(new CustomerUpdated { Header = later, Customer = Customer() });

        Assert.Equal((first.ConversationId, "c-1"), (second.ConversationId, first.ConversationId));
        Assert.True(first.Sequence < second.Sequence);
    }

    private static Customer Customer() =>
        new()
        {
            Id = "c-1",
            CreatedAt = At,
            UpdatedAt = At,
        };

    private static WebhookEvent Event(IMessage message) =>
        new EventBodies(new ReceivedEvent(message, null)).For(
            new SubscriptionEntry(Guid.CreateVersion7(), Guid.CreateVersion7(), WebhookFormat.Standard, ["*"])
        )!;

    private static EventHeader Header() =>
        new()
        {
            EventId = Guid.CreateVersion7().ToString(),
            TenantId = Guid.CreateVersion7().ToString(),
            OccurredAt = At,
        };

    private static string BodyOf(IMessage message) => Encoding.UTF8.GetString(StandardMapping.Write(message));
}
