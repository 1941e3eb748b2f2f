using System.Text.Json;
using Chat.Sessions.Customers;

namespace Chat.Sessions.Tests.Customers;

public sealed class CustomerProfileTests
{
    private static readonly CustomerProfile Full = new()
    {
        ExternalId = "u-1",
        Email = "ada@example.com",
        Name = "Ada",
        Phone = "1",
        Company = "Engines",
        AvatarUrl = "https://example.com/ada.png",
        CustomFields = """{"plan": "gold"}""",
        Tags = ["vip", "early"],
        Notes = "Likes machines",
        Status = CustomerStatus.Active,
        UserCategory = "premium",
    };

    private static readonly Dictionary<string, CustomerProfile> Different = new(StringComparer.Ordinal)
    {
        ["externalId"] = Full with { ExternalId = "u-2" },
        ["email"] = Full with { Email = "Ada@example.com" },
        ["name"] = Full with { Name = "" },
        ["phone"] = Full with { Phone = null },
        ["company"] = Full with { Company = null },
        ["avatarUrl"] = Full with { AvatarUrl = null },
        ["customFields"] = Full with { CustomFields = "{}" },
        ["tags"] = Full with { Tags = ["early", "vip"] },
        ["fewer tags"] = Full with { Tags = ["vip"] },
        ["notes"] = Full with { Notes = null },
        ["status"] = Full with { Status = CustomerStatus.Blocked },
        ["userCategory"] = Full with { UserCategory = null },
    };

    public static TheoryData<string> Fields => [.. Different.Keys];

    [Fact]
    public void Says_AnotherOfTheSameFields_IsTrue() => Assert.True(Full.Says(Full with { Tags = ["vip", "early"] }));

    // As the database writes it, and as a caller does.
    [Theory]
    [InlineData("""{"plan":"gold"}""", """{"plan": "gold"}""")]
    [InlineData("""{"seats":12,"a":true}""", """{"a": true, "seats": 12}""")]
    [InlineData("""{"rate":1.5}""", """{"rate": 1.50}""")]
    [InlineData("""{"n":"\u00fc"}""", """{"n": "ü"}""")]
    public void Says_OwnFieldsWrittenOtherwise_IsTrue(string one, string other) =>
        Assert.True((Full with { CustomFields = one }).Says(Full with { CustomFields = other }));

    [Theory]
    [InlineData("""{"plan":"gold"}""", """{"plan":"Gold"}""")]
    [InlineData("""{"seats":12}""", """{"seats":"12"}""")]
    [InlineData("""{"a":1}""", """{"a":1,"b":1}""")]
    [InlineData("""{"a":1}""", """{"b":1}""")]
    public void Says_OtherOwnFields_IsFalse(string one, string other) =>
        Assert.False((Full with { CustomFields = one }).Says(Full with { CustomFields = other }));

    [Theory]
    [MemberData(nameof(Fields))]
    public void Says_OneFieldIsOtherwise_IsFalse(string field) => Assert.False(Full.Says(Different[field]));

    [Theory]
    [InlineData("""{"email":"a@b.example","name":"A","phone":"1"}""", true)]
    [InlineData("{}", true)]
    [InlineData("""{"externalId":"u"}""", false)]
    [InlineData("""{"company":"c"}""", false)]
    [InlineData("""{"avatarUrl":"https://a.example/"}""", false)]
    [InlineData("""{"customFields":{"a":1}}""", false)]
    [InlineData("""{"tags":["t"]}""", false)]
    [InlineData("""{"notes":"n"}""", false)]
    [InlineData("""{"status":"blocked"}""", false)]
    [InlineData("""{"userCategory":"u"}""", false)]
    public void IsClaimOnly_WhatTheCompanyAdded_MakesItMore(string json, bool expected) =>
        Assert.Equal(expected, Change(json).ApplyTo(CustomerProfile.Empty).IsClaimOnly);

    [Fact]
    public void FilledWith_AnEmptyOne_HasEverythingOfTheOther() =>
        Assert.True(CustomerProfile.Empty.FilledWith(Full).Says(Full));

    [Fact]
    public void FilledWith_AFullOne_KeepsItsOwn()
    {
        var other = new CustomerProfile
        {
            ExternalId = "x",
            Email = "x@example.com",
            Name = "x",
            Phone = "x",
            Company = "x",
            AvatarUrl = "https://x.example/",
            CustomFields = """{"x": 1}""",
            Tags = ["x"],
            Notes = "x",
            UserCategory = "x",
        };

        Assert.True(Full.FilledWith(other).Says(Full));
    }

    [Theory]
    [InlineData("Active", "Active", "Active")]
    [InlineData("Active", "Blocked", "Blocked")]
    [InlineData("Blocked", "Active", "Blocked")]
    [InlineData("Blocked", "Blocked", "Blocked")]
    public void FilledWith_EitherIsBlocked_IsBlocked(string mine, string other, string expected)
    {
        var filled = (Full with { Status = Parse(mine) }).FilledWith(Full with { Status = Parse(other) });

        Assert.Equal(Parse(expected), filled.Status);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("ADA@Example.com", "ada@example.com")]
    [InlineData("ÄRGER", "ärger")]
    public void KeyOf_AnyCase_IsTheSame(string? text, string? key) => Assert.Equal(key, CustomerProfile.KeyOf(text));

    [Theory]
    [InlineData("{}", "same")]
    [InlineData("""{"externalId":""}""", "externalId=-")]
    [InlineData("""{"externalId":"u-2"}""", "externalId=u-2")]
    [InlineData("""{"email":""}""", "email=-")]
    [InlineData("""{"email":" b@c.example "}""", "email=b@c.example")]
    [InlineData("""{"name":""}""", "name=")]
    [InlineData("""{"name":" Grace "}""", "name=Grace")]
    [InlineData("""{"phone":""}""", "phone=-")]
    [InlineData("""{"phone":" 2 "}""", "phone=2")]
    [InlineData("""{"company":" "}""", "company=-")]
    [InlineData("""{"company":"Navy"}""", "company=Navy")]
    [InlineData("""{"avatarUrl":""}""", "avatarUrl=-")]
    [InlineData("""{"notes":""}""", "notes=-")]
    [InlineData("""{"notes":" n "}""", "notes= n ")]
    [InlineData("""{"userCategory":" "}""", "userCategory=-")]
    [InlineData("""{"userCategory":"gold"}""", "userCategory=gold")]
    [InlineData("""{"tags":[]}""", "tags=")]
    [InlineData("""{"tags":["b","a","b"]}""", "tags=b,a")]
    [InlineData("""{"customFields":{}}""", "customFields={}")]
    [InlineData("""{"status":"blocked"}""", "status=Blocked")]
    public void ApplyTo_OneField_ChangesThatAlone(string json, string expected)
    {
        var (before, after) = (Shown(Full), Shown(Change(json).ApplyTo(Full)));

        var changed = after.Keys.Where(name => before[name] != after[name]).Select(name => $"{name}={after[name]}");

        Assert.Equal(expected, string.Join(' ', changed.DefaultIfEmpty("same")));
    }

    private static CustomerChange Change(string json) =>
        JsonSerializer.Deserialize<CustomerBody>(json, JsonSerializerOptions.Web)!.ToChange();

    private static Dictionary<string, string> Shown(CustomerProfile profile) =>
        new(StringComparer.Ordinal)
        {
            ["externalId"] = profile.ExternalId ?? "-",
            ["email"] = profile.Email ?? "-",
            ["name"] = profile.Name,
            ["phone"] = profile.Phone ?? "-",
            ["company"] = profile.Company ?? "-",
            ["avatarUrl"] = profile.AvatarUrl ?? "-",
            ["customFields"] = profile.CustomFields,
            ["tags"] = string.Join(',', profile.Tags),
            ["notes"] = profile.Notes ?? "-",
            ["status"] = profile.Status.ToString(),
            ["userCategory"] = profile.UserCategory ?? "-",
        };

    private static CustomerStatus Parse(string status) => Enum.Parse<CustomerStatus>(status);
}
