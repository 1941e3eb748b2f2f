using System.Text.Json;
using Chat.Sessions.Customers;

namespace Chat.Sessions.Tests.Customers;

public sealed class CustomerValidatorTests
{
    public static TheoryData<string, string, bool> Fields =>
        new()
        {
            { "plan", "\"gold\"", true },
            { "seats", "12", true },
            { "ratio", "1.5", true },
            { "vip", "true", true },
            { "zero", "0e-99999999", true },
            { "nothing", "null", false },
            { "list", "[1]", false },
            { "huge", "1e400", false },
            { "half", "\"\\ud800\"", false },
            { "nul", "\"\\u0000\"", false },
            { "", "1", false },
            { "long", $"\"{new string('x', 1001)}\"", false },
        };

    [Theory]
    [MemberData(nameof(Fields))]
    public void Validate_CustomField_TakesTextsNumbersAndTruthValues(string name, string json, bool isValid)
    {
        var change = new CustomerChange
        {
            CustomFields = new Dictionary<string, JsonElement> { [name] = JsonElement.Parse(json) },
        };

        Assert.Equal(isValid, CustomerValidator.Validate(change) is null);
    }

    [Fact]
    public void Validate_EverythingWrong_NamesEachField()
    {
        var change = new CustomerChange
        {
            ExternalId = new string('x', 129),
            Email = "ada at example",
            Name = new string('x', 201),
            Phone = new string('1', 51),
            Company = "a\0b",
            AvatarUrl = "javascript:alert(1)",
            Tags = ["ok", " "],
            Notes = new string('x', 10_001),
            Status = default(CustomerStatus),
            UserCategory = new string('x', 65),
            CustomFields = Enumerable.Range(0, 51).ToDictionary(i => $"f{i}", _ => JsonElement.Parse("1")),
        };

        Assert.Equal(
            [
                "/avatarUrl",
                "/company",
                "/customFields",
                "/email",
                "/externalId",
                "/name",
                "/notes",
                "/phone",
                "/status",
                "/tags/1",
                "/userCategory",
            ],
            CustomerValidator.Validate(change)!.Faults.Select(fault => fault.Pointer).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void ApplyTo_LeftOut_StaysAndEmptyClears()
    {
        var before = new CustomerProfile
        {
            Email = "ada@example.com",
            Name = "Ada",
            Phone = "1",
            Tags = ["a"],
        };

        var after = new CustomerChange { Phone = "", Tags = [] }.ApplyTo(before);

        Assert.Equal(("ada@example.com", "Ada", null), (after.Email, after.Name, after.Phone));
        Assert.Empty(after.Tags);
    }

    [Fact]
    public void FilledWith_AnotherProfile_KeepsWhatIsKnownAndStaysBlocked()
    {
        var mine = new CustomerProfile { ExternalId = "u-1", Name = "Ada" };
        var other = new CustomerProfile
        {
            Email = "ada@example.com",
            Name = "A. L.",
            Tags = ["vip"],
            Status = CustomerStatus.Blocked,
        };

        var filled = mine.FilledWith(other);

        Assert.Equal(("u-1", "ada@example.com", "Ada"), (filled.ExternalId, filled.Email, filled.Name));
        Assert.Equal(["vip"], filled.Tags);
        Assert.Equal(CustomerStatus.Blocked, filled.Status);
    }
}
