using System.Text;

namespace Chat.ServiceDefaults.ChatFiles;

public sealed class ChatFileReaderTests
{
    private const string Tenant = "0190a000-0000-7000-8000-000000000001";

    /// <summary>Every option of the original's server configuration, as its page shows them.</summary>
    private const string Whole = """
        {
          // Who answers
          "provider": { "type": "claude", "apiKey": "${TEST_KEY}", "model": "claude-haiku-4-5-20251001" },
          "systemPrompt": "You are a helpful customer support assistant.",
          "tools": [{ "type": "capture_lead" }],
          "toolTimeoutMs": 5000,
          "knowledge": [
            { "type": "faq", "entries": [{ "question": "What are your hours?", "answer": "We are open 9am-5pm EST." }] },
            { "type": "text", "title": "Returns", "text": "Send it back within 30 days." },
          ],
          "rateLimit": { "maxRequests": 30, "windowMs": 60000 },
          "webhooks": [
            {
              "url": "https://hooks.example.com/chatcops",
              "events": ["message:received", "lead:captured"],
              "secret": "${TEST_KEY}",
            },
          ],
          "analytics": true,
          "cors": ["https://a.example", "https://b.example"],
          "i18n": { "defaultLocale": "de", "locales": { "de": { "sendButton": "Los" } } },
        }
        """;

    [Fact]
    public void Read_EveryOptionOfTheOriginal_BecomesASetting()
    {
        var read = Read(Whole);

        Assert.Empty(read.Faults);
        Assert.Equal(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Inference:Provider"] = "claude",
                ["Inference:Model"] = "claude-haiku-4-5-20251001",
                ["Inference:claude:ApiKey"] = "the key",
                ["Inference:Prompt:SystemPrompt"] = "You are a helpful customer support assistant.",
                ["Inference:Tools:Default:CaptureLead:Enabled"] = "true",
                ["Inference:Tools:CallTimeout"] = "00:00:05",
                ["Knowledge:Tenants:default:Id"] = "00000000-0000-7000-8000-000000000001",
                ["Knowledge:Tenants:default:Faq:0:Question"] = "What are your hours?",
                ["Knowledge:Tenants:default:Faq:0:Answer"] = "We are open 9am-5pm EST.",
                ["Knowledge:Tenants:default:Texts:0:Title"] = "Returns",
                ["Knowledge:Tenants:default:Texts:0:Text"] = "Send it back within 30 days.",
                ["RateLimit:MaxRequests"] = "30",
                ["RateLimit:Window"] = "00:01:00",
                ["Webhooks:Subscriptions:0:Tenant"] = "00000000-0000-7000-8000-000000000001",
                ["Webhooks:Subscriptions:0:Url"] = "https://hooks.example.com/chatcops",
                ["Webhooks:Subscriptions:0:Secret"] = "the key",
                ["Webhooks:Subscriptions:0:Format"] = "chatcops",
                ["Webhooks:Subscriptions:0:Events:0"] = "message:received",
                ["Webhooks:Subscriptions:0:Events:1"] = "lead:captured",
                ["Tenants:Default:Analytics"] = "true",
                ["Dialects:ChatCops:AllowedOrigins:0"] = "https://a.example",
                ["Dialects:ChatCops:AllowedOrigins:1"] = "https://b.example",
                ["Dialects:Xcelsior:AllowedOrigins:0"] = "https://a.example",
                ["Dialects:Xcelsior:AllowedOrigins:1"] = "https://b.example",
                ["Tenants:Default:AllowedOrigins:0"] = "https://a.example",
                ["Tenants:Default:AllowedOrigins:1"] = "https://b.example",
                ["Locales:Default"] = "de",
                ["Locales:Strings:de:sendButton"] = "Los",
            }.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            read.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Read_LimitsTheOriginalDoesNotKnow_BecomeSettings()
    {
        var read = Read(
            $$"""
            {
              "rateLimit": {
                "maxRequestsPerAddress": 100, "maxCalls": 200, "maxCallsPerAddress": 2000, "callWindowMs": 30000
              },
              "limits": {
                "maxStreams": 1, "maxStreamsPerVisitor": 2, "maxStreamsPerAddress": 3,
                "maxSockets": 4, "maxSocketsPerPrincipal": 5, "maxSocketsPerAddress": 6
              },
              "tenants": { "{{Tenant}}": { "rateLimit": { "maxCalls": 7, "callWindowMs": 1000 } } }
            }
            """
        );

        Assert.Empty(read.Faults);
        Assert.Equal(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["RateLimit:MaxRequestsPerAddress"] = "100",
                ["RateLimit:MaxCalls"] = "200",
                ["RateLimit:MaxCallsPerAddress"] = "2000",
                ["RateLimit:CallWindow"] = "00:00:30",
                ["Limits:MaxStreams"] = "1",
                ["Limits:MaxStreamsPerVisitor"] = "2",
                ["Limits:MaxStreamsPerAddress"] = "3",
                ["WebSockets:MaxSockets"] = "4",
                ["WebSockets:MaxSocketsPerPrincipal"] = "5",
                ["WebSockets:MaxSocketsPerAddress"] = "6",
                [$"RateLimit:Tenants:{Tenant}:MaxCalls"] = "7",
                [$"RateLimit:Tenants:{Tenant}:CallWindow"] = "00:00:01",
            }.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            read.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Read_AnotherTenant_HasItsOwn()
    {
        var read = Read(
            $$"""
            { "tenants": { "{{Tenant}}": {
              "provider": { "type": "openai", "apiKey": "k", "reasoningEffort": "low" },
              "rateLimit": { "maxRequests": 5 },
              "webhooks": [{ "url": "https://x.example" }],
              "knowledge": [{ "type": "text", "title": "T", "text": "x" }],
              "i18n": { "defaultLocale": "fr" }
            } } }
            """
        );

        Assert.Empty(read.Faults);
        Assert.Equal("k", read.Values[$"Inference:Tenants:{Tenant}:ApiKey"]);
        Assert.Equal("low", read.Values[$"Inference:Tenants:{Tenant}:ReasoningEffort"]);
        Assert.Equal("5", read.Values[$"RateLimit:Tenants:{Tenant}:MaxRequests"]);
        Assert.Equal(Tenant, read.Values["Webhooks:Subscriptions:0:Tenant"]);
        Assert.Equal(Tenant, read.Values[$"Knowledge:Tenants:{Tenant}:Id"]);
        Assert.Equal("fr", read.Values[$"Locales:Tenants:{Tenant}:Default"]);
    }

    [Theory]
    [InlineData(null, "default", "00000000-0000-7000-8000-000000000001")]
    [InlineData(Tenant, Tenant, Tenant)]
    public void Read_NoKnowledgeLeft_NamesTheTenantAllTheSame(string? tenant, string slug, string id)
    {
        var options = """{ "knowledge": [] }""";

        var read = Read(tenant is null ? options : $$"""{ "tenants": { "{{tenant}}": {{options}} } }""");

        Assert.Equal([KeyValuePair.Create($"Knowledge:Tenants:{slug}:Id", (string?)id)], read.Values);
    }

    [Theory]
    [InlineData(null, "Inference:Tools:Default", "Inference:Prompt:SystemPrompt", "Inference")]
    [InlineData(
        Tenant,
        "Inference:Tools:Tenants:" + Tenant,
        "Inference:Prompt:SystemPrompts:" + Tenant,
        "Inference:Tenants:" + Tenant
    )]
    public void Read_ToolsPromptAndFallback_AreEverybodysOrTheTenants(
        string? tenant,
        string tools,
        string prompt,
        string provider
    )
    {
        var options = """
            {
              "systemPrompt": "You sell boats.",
              "provider": { "type": "claude", "fallback": { "type": "openai", "model": "m", "baseUrl": "http://localhost:1/v1" } },
              "tools": [
                { "type": "capture_lead", "source": "boats" },
                { "type": "http", "name": "look_up", "description": "Looks up.", "url": "https://x.example/tool",
                  "secret": "${TEST_KEY}", "schema": { "type": "object", "properties": { "order": { "type": "integer" } } } },
                { "type": "mcp", "name": "crm", "url": "https://x.example/mcp", "token": "${TEST_KEY}", "tools": ["find"] },
                { "type": "http", "name": "now", "description": "The time.", "url": "https://x.example/now", "secret": "s" }
              ]
            }
            """;

        var read = Read(tenant is null ? options : $$"""{ "tenants": { "{{tenant}}": {{options}} } }""");

        Assert.Empty(read.Faults);
        Assert.Equal("You sell boats.", read.Values[prompt]);
        Assert.Equal(
            ("openai", "m", "http://localhost:1/v1"),
            (
                read.Values[provider + ":Fallback:Provider"],
                read.Values[provider + ":Fallback:Model"],
                read.Values[provider + ":Fallback:BaseUrl"]
            )
        );
        Assert.Equal(
            ("true", "boats"),
            (read.Values[tools + ":CaptureLead:Enabled"], read.Values[tools + ":CaptureLead:Source"])
        );
        Assert.Equal(
            ("look_up", "the key"),
            (read.Values[tools + ":Custom:0:Name"], read.Values[tools + ":Custom:0:Secret"])
        );
        Assert.Equal(
            """{ "type": "object", "properties": { "order": { "type": "integer" } } }""",
            read.Values[tools + ":Custom:0:Schema"]
        );
        Assert.Equal("now", read.Values[tools + ":Custom:1:Name"]);
        Assert.Equal(
            ("crm", "https://x.example/mcp", "the key", "find"),
            (
                read.Values[tools + ":Mcp:0:Name"],
                read.Values[tools + ":Mcp:0:Url"],
                read.Values[tools + ":Mcp:0:Token"],
                read.Values[tools + ":Mcp:0:Tools:0"]
            )
        );
    }

    [Fact]
    public void Read_TenantThatNamesNoTools_HasNone() =>
        Assert.Equal(
            "false",
            Read($$"""{ "tenants": { "{{Tenant}}": { "tools": [] } } }""").Values[
                $"Inference:Tools:Tenants:{Tenant}:CaptureLead:Enabled"
            ]
        );

    [Fact]
    public void Read_WrongTools_NamesThemAll()
    {
        var read = Read(
            """
            { "tools": [
              { "type": "shell" },
              { "type": "http", "schema": "text", "method": "GET" },
              { "type": "mcp", "name": "crm", "tools": "all" },
              7
            ] }
            """
        );

        Assert.Equal(
            [
                "tools[0].type: must be one of capture_lead, http, mcp.",
                "tools[1].description: is required.",
                "tools[1].method: there is no such option. Known: type, name, description, schema, url, secret.",
                "tools[1].name: is required.",
                "tools[1].schema: must be an object.",
                "tools[1].secret: is required.",
                "tools[1].url: is required.",
                "tools[2].tools: must be a list.",
                "tools[2].url: is required.",
                "tools[3]: must be an object.",
            ],
            read.Faults.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Read_ManyFaults_NamesThemAllAndNoValue()
    {
        var read = Read(
            """
            {
              "provider": { "type": "gpt", "apiKey": "${NOT_SET}", "modle": "x" },
              "rateLimit": { "maxRequests": 0, "windowMs": "60000" },
              "webhooks": [{ "secret": "hidden-secret" }],
              "cors": "https://shop.example/path",
              "analytics": "yes",
              "ratelimit": {},
              "tenants": { "acme": {} }
            }
            """
        );

        Assert.Equal(
            [
                "analytics: must be true or false.",
                "cors: must be * or an origin like https://shop.example, without a path.",
                "provider.apiKey: the environment variable NOT_SET is not set.",
                "provider.modle: there is no such option. Known: type, apiKey, model, reasoningEffort, baseUrl, fallback.",
                "provider.type: must be one of local, claude, openai, gemini.",
                "rateLimit.maxRequests: must be a whole number from 1 to 1000000.",
                "rateLimit.windowMs: must be a whole number from 1000 to 86400000.",
                "ratelimit: there is no such option. Known: provider, systemPrompt, tools, toolTimeoutMs, knowledge, rateLimit, limits, webhooks, analytics, cors, i18n, tenants.",
                "tenants.acme: the name must be a tenant's id (a UUID).",
                "webhooks[0].url: is required.",
            ],
            read.Faults.Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(read.Faults, fault => fault.Contains("hidden-secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_NoJson_NamesTheLine() =>
        Assert.Equal("The file is no JSON (line 2).", Assert.Single(Read("{\n?").Faults));

    private static ChatFileSettings Read(string json) =>
        ChatFileReader.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(json)),
            name => name == "TEST_KEY" ? "the key" : null
        );
}
