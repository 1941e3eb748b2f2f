using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Chat.IntegrationTests.Api;

/// <summary>
/// Compares JSON with the schema that the API's description has for it: as much of JSON Schema as stands there, and
/// nothing that is not described.
/// </summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly TimeSpan s_matchTime = TimeSpan.FromSeconds(1);

    /// <summary>What differs, each with its place; empty: nothing.</summary>
    public IReadOnlyList<string> Compare(JsonElement value, JsonElement schema) => [.. Faults(value, schema, "")];

    private IEnumerable<string> Faults(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Faults(value, Find(reference.GetString()!), at);
        }
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            var fitting = choices.EnumerateArray().Count(choice => !Faults(value, choice, at).Any());
            return fitting == 1 ? [] : [$"{at} is {fitting} of its schemas: {value.GetRawText()}"];
        }
        if (!IsOfType(value, schema) || !IsChoice(value, schema) || !IsOfForm(value, schema))
        {
            return [$"{at} is {value.GetRawText()}, and not {schema.GetRawText()}"];
        }
        return value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(value, schema, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value
                .EnumerateArray()
                .SelectMany((item, index) => Faults(item, items, $"{at}/{index}")),
            _ => [],
        };
    }

    private IEnumerable<string> OfObject(JsonElement value, JsonElement schema, string at)
    {
        if (!schema.TryGetProperty("properties", out var properties))
        {
            return schema.TryGetProperty("additionalProperties", out var each) && each.ValueKind == JsonValueKind.Object
                ? value.EnumerateObject().SelectMany(entry => Faults(entry.Value, each, $"{at}/{entry.Name}"))
                : [];
        }
        var missing = schema.TryGetProperty("required", out var required)
            ? required
                .EnumerateArray()
                .Select(static name => name.GetString()!)
                .Where(name => !value.TryGetProperty(name, out _))
            : [];
        return missing
            .Select(name => $"{at}/{name} is missing")
            .Concat(
                value
                    .EnumerateObject()
                    .SelectMany(field =>
                        properties.TryGetProperty(field.Name, out var described)
                            ? Faults(field.Value, described, $"{at}/{field.Name}")
                            : [$"{at}/{field.Name} is not described"]
                    )
            );
    }

    private JsonElement Find(string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, static (element, name) => element.GetProperty(name));

    private static bool IsOfType(JsonElement value, JsonElement schema) =>
        !schema.TryGetProperty("type", out var type)
        || (
            type.ValueKind == JsonValueKind.String
                ? IsOfType(value, type.GetString()!)
                : type.EnumerateArray().Any(one => IsOfType(value, one.GetString()!))
        );

    private static bool IsOfType(JsonElement value, string type) =>
        type switch
        {
            "null" => value.ValueKind == JsonValueKind.Null,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            "array" => value.ValueKind == JsonValueKind.Array,
            _ => value.ValueKind == JsonValueKind.Object,
        };

    private static bool IsChoice(JsonElement value, JsonElement schema) =>
        !schema.TryGetProperty("enum", out var choices)
        || choices.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value));

    private static bool IsOfForm(JsonElement value, JsonElement schema)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return true;
        }
        var text = value.GetString()!;
        var format = schema.TryGetProperty("format", out var said) ? said.GetString() : null;
        return (!schema.TryGetProperty("pattern", out var pattern) || Matches(text, pattern.GetString()!))
            && format switch
            {
                "uuid" => Guid.TryParseExact(text, "D", out _),
                "date-time" => value.TryGetDateTimeOffset(out _),
                "date" => DateOnly.TryParseExact(
                    text,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out _
                ),
                "time" => false, // With seconds and an offset: no such thing is sent.
                _ => true,
            };
    }

    private static bool Matches(string text, string pattern) =>
        Regex.IsMatch(text, pattern, RegexOptions.None, s_matchTime);
}
