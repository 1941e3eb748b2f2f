using System.Text;
using Chat.ServiceDefaults.ChatFiles;

namespace Chat.ServiceDefaults.Tests.ChatFiles;

/// <summary>Each option at its bounds and in the wrong shape: the file's author must learn where, and never in a stack.</summary>
public sealed class ChatFileBoundsTests
{
    private const string Tenant = "0190a000-0000-7000-8000-000000000001";

    [Theory]
    [InlineData("""{ "rateLimit": { "maxRequests": 1 } }""")]
    [InlineData("""{ "rateLimit": { "maxRequests": 1000000 } }""")]
    [InlineData("""{ "rateLimit": { "windowMs": 1000 } }""")]
    [InlineData("""{ "rateLimit": { "windowMs": 86400000 } }""")]
    [InlineData("""{ "toolTimeoutMs": 100 }""")]
    [InlineData("""{ "toolTimeoutMs": 300000 }""")]
    [InlineData("""{ "cors": "*" }""")]
    [InlineData("""{ "cors": [] }""")]
    [InlineData("""{ "tools": [] }""")]
    [InlineData("""{ "provider": null, "webhooks": null, "i18n": null, "cors": null, "tenants": null }""")]
    [InlineData("{}")]
    public void Read_AtTheBound_IsTaken(string json) => Assert.Empty(Read(json).Faults);

    [Theory]
    [InlineData("[]", "The file must be an object.")]
    [InlineData("null", "The file must be an object.")]
    [InlineData("", "The file is no JSON (line 1).")]
    [InlineData("""{ "rateLimit": [] }""", "rateLimit: must be an object.")]
    [InlineData(
        """{ "rateLimit": { "maxRequests": 1000001 } }""",
        "rateLimit.maxRequests: must be a whole number from 1 to 1000000."
    )]
    [InlineData(
        """{ "rateLimit": { "maxRequests": 1.5 } }""",
        "rateLimit.maxRequests: must be a whole number from 1 to 1000000."
    )]
    [InlineData(
        """{ "rateLimit": { "maxRequests": 99999999999999999999 } }""",
        "rateLimit.maxRequests: must be a whole number from 1 to 1000000."
    )]
    [InlineData(
        """{ "rateLimit": { "windowMs": 999 } }""",
        "rateLimit.windowMs: must be a whole number from 1000 to 86400000."
    )]
    [InlineData(
        """{ "rateLimit": { "callWindowMs": 86400001 } }""",
        "rateLimit.callWindowMs: must be a whole number from 1000 to 86400000."
    )]
    [InlineData(
        """{ "limits": { "maxStreamsPerVisitor": 10001 } }""",
        "limits.maxStreamsPerVisitor: must be a whole number from 1 to 10000."
    )]
    [InlineData("""{ "toolTimeoutMs": 99 }""", "toolTimeoutMs: must be a whole number from 100 to 300000.")]
    [InlineData("""{ "tools": {} }""", "tools: must be a list.")]
    [InlineData("""{ "tools": ["capture_lead"] }""", "tools[0]: must be an object.")]
    [InlineData("""{ "tools": [{ "type": "shell" }] }""", "tools[0].type: must be one of capture_lead, http, mcp.")]
    [InlineData(
        """{ "tools": [{ "type": "capture_lead", "url": "x" }] }""",
        "tools[0].url: there is no such option. Known: type, source."
    )]
    [InlineData("""{ "systemPrompt": "" }""", "systemPrompt: must have 1 to 20000 characters.")]
    [InlineData("""{ "systemPrompt": ["x"] }""", "systemPrompt: must be a text.")]
    [InlineData("""{ "knowledge": [7] }""", "knowledge[0]: must be an object.")]
    [InlineData("""{ "knowledge": [{ "type": "pdf" }] }""", "knowledge[0].type: must be one of faq, text.")]
    [InlineData(
        """{ "knowledge": [{ "type": "faq", "entries": [{ "question": "Q" }] }] }""",
        "knowledge[0].entries[0].answer: is required."
    )]
    [InlineData(
        """{ "knowledge": [{ "type": "faq", "entries": ["Q"] }] }""",
        "knowledge[0].entries[0]: must be an object."
    )]
    [InlineData("""{ "knowledge": [{ "type": "text", "title": "T" }] }""", "knowledge[0].text: is required.")]
    [InlineData("""{ "webhooks": [null] }""", "webhooks[0]: must be an object.")]
    [InlineData(
        """{ "webhooks": [{ "url": "https://a.example", "format": "xml" }] }""",
        "webhooks[0].format: must be one of chatcops, standard."
    )]
    [InlineData(
        """{ "webhooks": [{ "url": "https://a.example", "events": "all" }] }""",
        "webhooks[0].events: must be a list."
    )]
    [InlineData(
        """{ "webhooks": [{ "url": "https://a.example", "events": [1] }] }""",
        "webhooks[0].events[0]: must be a text."
    )]
    [InlineData("""{ "cors": 7 }""", "cors: must be a list.")]
    [InlineData(
        """{ "cors": ["shop.example"] }""",
        "cors[0]: must be * or an origin like https://shop.example, without a path."
    )]
    [InlineData(
        """{ "cors": ["ftp://shop.example"] }""",
        "cors[0]: must be * or an origin like https://shop.example, without a path."
    )]
    [InlineData("""{ "analytics": 1 }""", "analytics: must be true or false.")]
    [InlineData("""{ "i18n": { "locales": { "de": "x" } } }""", "i18n.locales.de: must be an object.")]
    [InlineData("""{ "i18n": { "locales": { "de": { "send": 1 } } } }""", "i18n.locales.de.send: must be a text.")]
    [InlineData("""{ "tenants": [] }""", "tenants: must be an object.")]
    public void Read_WrongOption_NamesItsPlaceAndWhatItMustBe(string json, string fault) =>
        Assert.Equal(fault, Assert.Single(Read(json).Faults));

    [Theory]
    [InlineData(20_000, true)]
    [InlineData(20_001, false)]
    public void Read_LongPrompt_HasABound(int length, bool fits) =>
        Assert.Equal(fits, Read($$"""{ "systemPrompt": "{{new string('x', length)}}" }""").Faults.Count == 0);

    // What holds for the whole process cannot be a tenant's: silently ignored it would look as if it held.
    [Theory]
    [InlineData("\"toolTimeoutMs\": 1000", "toolTimeoutMs")]
    [InlineData("\"analytics\": false", "analytics")]
    [InlineData("\"limits\": { \"maxStreams\": 9 }", "limits")]
    public void Read_OptionOfTheWholeInATenant_IsRefused(string option, string name) =>
        Assert.Equal(
            $"tenants.{Tenant}.{name}: can be set for all tenants only, at the top of the file.",
            Assert.Single(Read($$"""{ "tenants": { "{{Tenant}}": { {{option}} } } }""").Faults)
        );

    [Fact]
    public void Read_OriginsOfAnotherTenant_AreRefused() =>
        Assert.StartsWith(
            $"tenants.{Tenant}.cors: the pages of other tenants are told by their publishable keys",
            Assert.Single(Read($$"""{ "tenants": { "{{Tenant}}": { "cors": "*" } } }""").Faults),
            StringComparison.Ordinal
        );

    // One list of subscriptions for the services: a tenant's must not overwrite the default tenant's.
    [Fact]
    public void Read_WebhooksOfSeveralTenants_KeepTheirOwnPlaces()
    {
        var read = Read(
            $$"""
            {
              "webhooks": [{ "url": "https://a.example" }, { "url": "https://b.example" }],
              "tenants": { "{{Tenant}}": { "webhooks": [{ "url": "https://c.example" }] } }
            }
            """
        );

        Assert.Equal(
            ["https://a.example", "https://b.example", "https://c.example"],
            Enumerable.Range(0, 3).Select(index => read.Values[$"Webhooks:Subscriptions:{index}:Url"])
        );
        Assert.Equal(Tenant, read.Values["Webhooks:Subscriptions:2:Tenant"]);
    }

    [Fact]
    public void Read_KnowledgeOfSeveralSources_IsCountedOn()
    {
        var read = Read(
            """
            { "knowledge": [
              { "type": "faq", "entries": [{ "question": "Q0", "answer": "A0" }] },
              { "type": "text", "title": "T0", "text": "X0" },
              { "type": "faq", "entries": [{ "question": "Q1", "answer": "A1", "url": "https://a.example" }] },
              { "type": "text", "title": "T1", "text": "X1" }
            ] }
            """
        );

        Assert.Empty(read.Faults);
        Assert.Equal("Q1", read.Values["Knowledge:Tenants:default:Faq:1:Question"]);
        Assert.Equal("https://a.example", read.Values["Knowledge:Tenants:default:Faq:1:Url"]);
        Assert.Equal("X1", read.Values["Knowledge:Tenants:default:Texts:1:Text"]);
    }

    [Theory]
    [InlineData("${A}${B}", "onetwo")]
    [InlineData("x${A}y", "xoney")]
    [InlineData("$A", "$A")]
    [InlineData("${}", "${}")]
    [InlineData("${1A}", "${1A}")]
    [InlineData("$${A}", "$one")]
    public void Read_References_AreFilledInOnce(string text, string expected) =>
        Assert.Equal(expected, Read($$"""{ "systemPrompt": "{{text}}" }""").Values["Inference:Prompt:SystemPrompt"]);

    // A value that looks like a reference itself is a value: nobody may read other variables through one.
    [Fact]
    public void Read_ValueThatLooksLikeAReference_IsNotFilledInAgain() =>
        Assert.Equal("${A}", Read("""{ "systemPrompt": "${C}" }""").Values["Inference:Prompt:SystemPrompt"]);

    [Fact]
    public void Read_DeepNesting_IsRefusedInsteadOfFollowed()
    {
        var json = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40);

        Assert.StartsWith("The file is no JSON", Assert.Single(Read(json).Faults), StringComparison.Ordinal);
    }

    private static ChatFileSettings Read(string json) =>
        ChatFileReader.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(json)),
            name =>
                name switch
                {
                    "A" => "one",
                    "B" => "two",
                    "C" => "${A}",
                    _ => null,
                }
        );
}
