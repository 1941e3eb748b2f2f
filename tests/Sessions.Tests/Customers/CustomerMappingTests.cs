using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.Sessions.Customers;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Customers;

public sealed class CustomerMappingTests
{
    private static readonly DateTime Noon = new(2026, 11, 27, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Customer Full = new()
    {
        Id = Ids.New(),
        Profile = new CustomerProfile
        {
            ExternalId = "u-1",
            Email = "ada@example.com",
            Name = "Ada",
            Phone = "1",
            Company = "Engines",
            AvatarUrl = "https://example.com/ada.png",
            CustomFields = """{"plan": "gold", "seats": 12, "vip": true}""",
            Tags = ["vip", "early"],
            Notes = "Likes machines",
            Status = CustomerStatus.Blocked,
            UserCategory = "premium",
        },
        IsVerified = true,
        Version = 3,
        CreatedAt = Noon,
        UpdatedAt = Noon.AddHours(1),
        LastSeenAt = Noon.AddHours(2),
        TotalConversations = 7,
    };

    private static readonly Customer Unknown = Customer.New(CustomerProfile.Empty, isVerified: false, Noon);

    [Fact]
    public void ToWire_Everything_IsThere()
    {
        var wire = Full.ToWire();

        Assert.Equal(
            (Full.Id.ToString(), "u-1", "ada@example.com", "Ada", "1", "Engines"),
            (wire.Id, wire.ExternalId, wire.Email, wire.Name, wire.Phone, wire.Company)
        );
        Assert.Equal(
            ("https://example.com/ada.png", "Likes machines", "premium", true, Wire.CustomerStatus.Blocked),
            (wire.AvatarUrl, wire.Notes, wire.UserCategory, wire.Verified, wire.Status)
        );
        Assert.Equal(
            (Noon, Noon.AddHours(1), Noon.AddHours(2)),
            (wire.CreatedAt.ToDateTime(), wire.UpdatedAt.ToDateTime(), wire.LastSeenAt.ToDateTime())
        );
        Assert.Equal(["vip", "early"], wire.Tags);
        var fields = wire.CustomFields.Fields;
        Assert.Equal(
            ("gold", 12.0, true),
            (fields["plan"].StringValue, fields["seats"].NumberValue, fields["vip"].BoolValue)
        );
    }

    [Fact]
    public void ToWire_NothingKnown_IsEmpty()
    {
        var wire = Unknown.ToWire();

        string[] texts =
        [
            wire.ExternalId,
            wire.Email,
            wire.Name,
            wire.Phone,
            wire.Company,
            wire.AvatarUrl,
            wire.Notes,
            wire.UserCategory,
        ];
        Assert.All(texts, Assert.Empty);
        Assert.Equal((null, false), (wire.LastSeenAt, wire.Verified));
        Assert.Empty(wire.CustomFields.Fields);
        Assert.Equal(Wire.CustomerStatus.Active, wire.Status);
    }

    [Fact]
    public void From_Everything_IsThere()
    {
        var answer = JsonSerializer.SerializeToElement(CustomerAnswer.From(Full), JsonSerializerOptions.Web);

        Assert.Equal(
            [
                ("id", Full.Id.ToString()),
                ("externalId", "u-1"),
                ("email", "ada@example.com"),
                ("name", "Ada"),
                ("phone", "1"),
                ("company", "Engines"),
                ("avatarUrl", "https://example.com/ada.png"),
                ("customFields", """{"plan":"gold","seats":12,"vip":true}"""),
                ("tags", """["vip","early"]"""),
                ("notes", "Likes machines"),
                ("status", "blocked"),
                ("userCategory", "premium"),
                ("verified", "True"),
                ("createdAt", "2026-11-27T12:00:00Z"),
                ("updatedAt", "2026-11-27T13:00:00Z"),
                ("lastSeenAt", "2026-11-27T14:00:00Z"),
                ("totalConversations", "7"),
            ],
            answer.EnumerateObject().Select(field => (field.Name, Shown(field)))
        );
    }

    [Fact]
    public void From_NothingKnown_IsNull()
    {
        var answer = CustomerAnswer.From(Unknown);

        string?[] texts =
        [
            answer.ExternalId,
            answer.Email,
            answer.Phone,
            answer.Company,
            answer.AvatarUrl,
            answer.Notes,
            answer.UserCategory,
        ];
        Assert.All(texts, Assert.Null);
        Assert.Equal(("", "active", false, null), (answer.Name, answer.Status, answer.Verified, answer.LastSeenAt));
    }

    [Fact]
    public void ToChange_Request_IsTrimmedAndSaysNothingOfWhatIsEmpty()
    {
        var change = new Wire.EnsureCustomerRequest
        {
            ExternalId = "u-1",
            Email = " ada@example.com ",
            Name = " Ada ",
            Phone = " ",
            AvatarUrl = " https://example.com/ada.png ",
        }.ToChange();

        Assert.Equal(
            new CustomerChange
            {
                ExternalId = "u-1",
                Email = "ada@example.com",
                Name = "Ada",
                AvatarUrl = "https://example.com/ada.png",
            },
            change
        );
        Assert.Equal(new CustomerChange(), new Wire.EnsureCustomerRequest().ToChange());
    }

    [Fact]
    public void Events_OfACustomer_NameItTheTenantAndTheMoment()
    {
        var (tenantId, other) = (Ids.New(), Ids.New());

        var created = CustomerCreated.Parser.ParseFrom(CustomerEvents.Created(tenantId, Full).Payload);
        var updated = CustomerUpdated.Parser.ParseFrom(
            CustomerEvents.Updated(tenantId, Full, CustomerStatus.Active).Payload
        );
        var deleted = CustomerDeleted.Parser.ParseFrom(CustomerEvents.Deleted(tenantId, Full.Id, null, Noon).Payload);
        var merged = CustomerDeleted.Parser.ParseFrom(CustomerEvents.Deleted(tenantId, Full.Id, other, Noon).Payload);

        Assert.Equal((Full.ToWire(), Full.ToWire()), (created.Customer, updated.Customer));
        Assert.Equal(Wire.CustomerStatus.Active, updated.PreviousStatus);
        Assert.Equal(
            (Full.Id.ToString(), "", other.ToString()),
            (deleted.CustomerId, deleted.MergedInto, merged.MergedInto)
        );
        EventHeader[] headers = [created.Header, updated.Header, deleted.Header, merged.Header];
        Assert.All(headers, header => Assert.Equal(tenantId.ToString(), header.TenantId));
        Assert.Equal(4, headers.Select(header => header.EventId).Distinct().Count());
        Assert.Equal(
            [Full.UpdatedAt, Full.UpdatedAt, Noon, Noon],
            headers.Select(header => header.OccurredAt.ToDateTime())
        );
    }

    [Fact]
    public void Moment_OfAClock_IsOneTheDatabaseCanKeep()
    {
        var moment = Customer.Moment(TimeProvider.System);

        Assert.Equal((0, DateTimeKind.Utc), (moment.Ticks % TimeSpan.TicksPerMicrosecond, moment.Kind));
    }

    private static string Shown(JsonProperty field) =>
        field.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? JsonSerializer.Serialize(field.Value)
            : field.Value.ToString();
}
