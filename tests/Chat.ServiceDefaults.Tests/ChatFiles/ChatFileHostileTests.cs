using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.ServiceDefaults.ChatFiles;

namespace Chat.ServiceDefaults.Tests.ChatFiles;

/// <summary>
/// A file in which any one thing is anything: it is read while the service runs, so that nothing may be thrown, and what is
/// told goes into the log, so that no secret may be told.
/// </summary>
public sealed class ChatFileHostileTests
{
    private const string Secret = "s3cr3t-of-the-variable";
    private const string Placeholder = "@here@";

    private const string Whole = """
        {
          "provider": { "type": "claude", "apiKey": "${KEY}", "model": "m", "fallback": { "type": "local" } },
          "systemPrompt": "You are helpful.",
          "tools": [
            { "type": "capture_lead", "source": "page" },
            { "type": "http", "name": "t", "description": "d", "schema": { "type": "object" }, "url": "https://a.example", "secret": "${KEY}" },
            { "type": "mcp", "name": "m", "url": "https://b.example", "token": "${KEY}", "tools": ["x"] }
          ],
          "toolTimeoutMs": 5000,
          "knowledge": [
            { "type": "faq", "entries": [{ "question": "Q?", "answer": "A." }] },
            { "type": "text", "title": "T", "text": "Text." }
          ],
          "rateLimit": { "maxRequests": 30, "windowMs": 60000, "maxRequestsPerAddress": 300, "maxCalls": 600 },
          "limits": { "maxStreams": 10000 },
          "webhooks": [{ "url": "https://c.example", "events": ["lead:captured"], "secret": "${KEY}" }],
          "analytics": true,
          "cors": ["https://d.example"],
          "i18n": { "defaultLocale": "de", "locales": { "de": { "sendButton": "Los" } } },
          "tenants": { "0190a000-0000-7000-8000-000000000001": { "systemPrompt": "P", "provider": { "type": "local" } } }
        }
        """;

    public static TheoryData<string> Values =>
        [
            "null",
            "true",
            "-1",
            "1.5",
            "1e400",
            "99999999999999999999",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"${KEY}\"",
            "\"${MISSING}\"",
            "\"${KEY\"",
            "[]",
            "[null]",
            "[\"\\udfff\"]",
            "{}",
            "{\"\": {}}",
            "{\"\\ud800\": 1}",
            "{\"type\": \"\\ud800\"}",
            "{\"${KEY}\": \"${KEY}\"}",
        ];

    [Theory]
    [MemberData(nameof(Values))]
    public void Read_AnyValueAtAnyPlace_ThrowsNothingAndTellsNoSecret(string value)
    {
        var places = Places(JsonNode.Parse(Whole)!, []).ToList();
        Assert.True(places.Count > 40);
        foreach (var place in places)
        {
            var json = With(place, value);

            var read = Read(json);

            Assert.All(read.Faults, fault => Assert.DoesNotContain(Secret, fault, StringComparison.Ordinal));
            if (read.Faults.Count == 0)
            {
                // What is taken has a meaning: at least it is no settings' undoing.
                Assert.All(read.Values, setting => Assert.DoesNotContain('\uFFFD', setting.Value ?? ""));
            }
        }
    }

    [Theory]
    [InlineData("""{ "systemPrompt": "\ud800" }""")]
    [InlineData("""{ "\ud800": 1 }""")]
    [InlineData("""{ "tenants": { "\udc00": {} } }""")]
    [InlineData("""{ "tools": [{ "type": "mcp", "name": "\ud800x", "url": "https://a.example" }] }""")]
    public void Read_HalfASurrogatePair_IsAFaultWithTheReason(string json) =>
        Assert.Contains("no Unicode", Assert.Single(Read(json).Faults), StringComparison.Ordinal);

    [Fact]
    public void Read_CutAnywhere_IsNoJsonAndNoException()
    {
        for (var length = 0; length < Whole.Length - 1; length += 7)
        {
            var read = Read(Whole[..length]);

            Assert.Contains("is no JSON", Assert.Single(read.Faults), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_DeeperThanAnyOption_IsNoJsonAndNoException()
    {
        var deep = $$"""{ "i18n": {{string.Concat(Enumerable.Repeat("{\"a\":", 100))}}1{{new string('}', 100)}} }""";

        Assert.Single(Read(deep).Faults);
    }

    private static ChatFileSettings Read(string json) =>
        ChatFileReader.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(json)),
            static name => name == "KEY" ? Secret : null
        );

    /// <summary>The ways to all values, the outermost included.</summary>
    private static IEnumerable<object[]> Places(JsonNode? node, object[] way)
    {
        yield return way;
        var children = node switch
        {
            JsonObject fields => fields.Select(static field => ((object)field.Key, field.Value)),
            JsonArray items => items.Select(static (item, index) => ((object)index, item)),
            _ => [],
        };
        foreach (var (step, child) in children)
        {
            foreach (var place in Places(child, [.. way, step]))
            {
                yield return place;
            }
        }
    }

    private static string With(object[] way, string value)
    {
        if (way.Length == 0)
        {
            return value;
        }
        var root = JsonNode.Parse(Whole)!;
        var parent = way[..^1]
            .Aggregate(root, static (node, step) => step is string name ? node[name]! : node[(int)step]!);
        if (way[^1] is string field)
        {
            parent[field] = Placeholder;
        }
        else
        {
            parent[(int)way[^1]] = Placeholder;
        }
        return root.ToJsonString().Replace(JsonSerializer.Serialize(Placeholder), value, StringComparison.Ordinal);
    }
}
