using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Customers;

namespace Chat.Sessions.Tests.Customers;

/// <summary>Both sides of each bound, what is written of own fields, and who may.</summary>
public sealed class CustomerBoundsTests
{
    [Theory]
    [InlineData("externalId", 128)]
    [InlineData("name", 200)]
    [InlineData("phone", 50)]
    [InlineData("company", 200)]
    [InlineData("notes", 10_000)]
    [InlineData("userCategory", 64)]
    public void Validate_TextAtItsBound_IsTakenUpToIt(string field, int most)
    {
        Assert.Empty(Faults(new JsonObject { [field] = new string('x', most) }));
        Assert.Equal([$"/{field} length"], Faults(new JsonObject { [field] = new string('x', most + 1) }));
        Assert.Equal([$"/{field} characters"], Faults(new JsonObject { [field] = "a\0b" }));
        Assert.Empty(Faults(new JsonObject { [field] = "" }));
    }

    [Theory]
    [InlineData("https://a.example/x.png", true)]
    [InlineData("http://a.example", true)]
    [InlineData("", true)]
    [InlineData("ftp://a.example/x.png", false)]
    [InlineData("//a.example/x.png", false)]
    [InlineData("/x.png", false)]
    [InlineData("data:image/png;base64,", false)]
    [InlineData("https://a.example/\0", false)]
    public void Validate_Avatar_IsAnAddressOfTheWeb(string url, bool fine) =>
        Assert.Equal(fine ? [] : ["/avatarUrl format"], Faults(new JsonObject { ["avatarUrl"] = url }));

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public void Validate_AvatarAtItsBound_IsTakenUpToIt(int length, bool fine) =>
        Assert.Equal(
            fine ? [] : ["/avatarUrl format"],
            Faults(new JsonObject { ["avatarUrl"] = "https://a.example/".PadRight(length, 'x') })
        );

    [Theory]
    [InlineData(50, 64, null)]
    [InlineData(51, 1, "/tags count")]
    [InlineData(1, 65, "/tags/0 length")]
    [InlineData(1, 0, "/tags/0 length")]
    public void Validate_TagsAtTheBounds_AreTakenUpToThem(int count, int length, string? fault)
    {
        var tags = Enumerable.Range(0, count).Select(_ => (JsonNode)new string('t', length)).ToArray();

        Assert.Equal(fault is null ? [] : [fault], Faults(new JsonObject { ["tags"] = new JsonArray(tags) }));
    }

    [Fact]
    public void Validate_WrongTags_AreEachNamedByTheirPlace() =>
        Assert.Equal(
            ["/tags/1 length", "/tags/2 length", "/tags/3 characters"],
            Faults(new JsonObject { ["tags"] = new JsonArray("fine", null, "\t", "a\0") })
        );

    [Theory]
    [InlineData(50, 64, 1_000, null)]
    [InlineData(51, 2, 1, "/customFields count")]
    [InlineData(1, 65, 1, "/customFields length")]
    [InlineData(1, 2, 1_001, "/customFields/00 type")]
    public void Validate_OwnFieldsAtTheBounds_AreTakenUpToThem(int count, int name, int value, string? fault)
    {
        var fields = new JsonObject();
        for (var n = 0; n < count; n++)
        {
            fields[$"{n}".PadLeft(name, '0')] = new string('v', value);
        }

        Assert.Equal(fault is null ? [] : [fault], Faults(new JsonObject { ["customFields"] = fields }));
    }

    [Fact]
    public void Validate_OwnFieldsOfAnyName_AreNamedByTheirPointers() =>
        Assert.Equal(
            ["/customFields/a~1b~0c type", "/customFields length"],
            Faults(
                new JsonObject
                {
                    ["customFields"] = new JsonObject { ["a/b~c"] = new JsonArray(), [""] = 1 },
                }
            )
        );

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("""{"a":"x","b":true,"c":false}""", """{"a":"x","b":true,"c":false}""")]
    [InlineData("""{"a":9223372036854775807}""", """{"a":9223372036854775807}""")]
    [InlineData("""{"a":-9223372036854775808}""", """{"a":-9223372036854775808}""")]
    [InlineData("""{"a":1.50}""", """{"a":1.5}""")]
    [InlineData("""{"a":0e-99999999}""", """{"a":0}""")]
    [InlineData("""{"a":1e3}""", """{"a":1000}""")]
    public void Write_OwnFields_AreWhatTheDatabaseKeeps(string given, string written) =>
        Assert.Equal(
            written,
            CustomFieldsJson.Write(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(given)!)
        );

    [Theory]
    [InlineData(null, null, null, null, "")]
    [InlineData("active", "c", "t", "q", "")]
    [InlineData("blocked", null, null, null, "")]
    [InlineData("gone", "", "", "", "/company length,/tag length,/q length,/status unknown")]
    [InlineData("", null, null, null, "/status unknown")]
    [InlineData(null, "\0", "\0", "\0", "/company length,/tag length,/q length")]
    public void ToFilter_Query_IsAFilterOrItsFaults(
        string? status,
        string? company,
        string? tag,
        string? q,
        string faults
    )
    {
        var filter = new CustomerQuery
        {
            Status = status,
            Company = company,
            Tag = tag,
            Q = q,
        }.ToFilter();

        Assert.Equal(faults, string.Join(',', (filter.Error as Invalid)?.Faults.Select(Shown) ?? []));
        if (filter.IsSuccess)
        {
            Assert.Equal(
                (status, company, tag, q),
                (
                    filter.Value.Status?.ToString().ToLowerInvariant(),
                    filter.Value.Company,
                    filter.Value.Tag,
                    filter.Value.Prefix
                )
            );
        }
    }

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void ToFilter_TextsAtTheBound_AreTakenUpToIt(int length, bool fine)
    {
        var text = new string('x', length);
        var query = new CustomerQuery
        {
            Company = text,
            Tag = text,
            Q = text,
        };

        Assert.Equal(fine, query.ToFilter().IsSuccess);
    }

    [Theory]
    [InlineData(PrincipalKind.SecretKey, "", true, true)]
    [InlineData(PrincipalKind.Service, "", true, true)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Agent, true, false)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Manager, true, false)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Admin, true, true)]
    [InlineData(PrincipalKind.User, AgentRoles.Admin, false, false)]
    [InlineData(PrincipalKind.Visitor, "", false, false)]
    [InlineData(PrincipalKind.PublishableKey, "", false, false)]
    public void Refuse_Kinds_AreWhoMayNot(PrincipalKind kind, string role, bool mayUse, bool mayDelete)
    {
        var principal = new Principal
        {
            TenantId = Ids.New(),
            Subject = "s",
            Kind = kind,
            Roles = AgentRoles.UpTo(role),
        };

        Assert.Equal(
            (mayUse, mayDelete),
            (CustomersPolicy.Refuse(principal) is null, CustomersPolicy.RefuseDeletion(principal) is null)
        );
    }

    private static IEnumerable<string> Faults(JsonObject body) =>
        CustomerValidator
            .Validate(JsonSerializer.Deserialize<CustomerBody>(body, JsonSerializerOptions.Web)!.ToChange())
            ?.Faults.Select(Shown)
        ?? [];

    private static string Shown(FieldFault fault) => $"{fault.Pointer} {fault.Code}";
}
