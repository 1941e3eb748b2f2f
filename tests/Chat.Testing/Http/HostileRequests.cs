using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chat.Testing.Http;

/// <summary>
/// Makes requests out of an OpenAPI document in which one thing at a time is wrong: each must be answered by what is wrong
/// with it, never by a failure of the service.
/// </summary>
public sealed class HostileRequests
{
    private const int Deep = 5;

    /// <summary>What stands in the place of each field. As JSON: some of it no serializer would write.</summary>
    private static readonly string[] Values =
    [
        "null",
        "true",
        "-1",
        "0",
        "1.5",
        "1e400",
        "0e-99999999",
        "9223372036854775808",
        "\"\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00x\"",
        "\"../../x\"",
        "\"0001-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59.9999999+14:00\"",
        $"\"{new string('x', 60_000)}\"",
        "[]",
        "[null]",
        "[\"\\ud800\", \"\\u0000\"]",
        "[[[[1]]]]",
        "{}",
        "{\"\": 1}",
        "{\"a\": 1e-20000}",
        "{\"\\ud800\": \"\\ud800\"}",
        "{\"a\\u0000b\": \"c\\u0000d\"}",
        new string('[', 100) + new string(']', 100),
    ];

    /// <summary>Whole bodies.</summary>
    private static readonly string[] Bodies =
    [
        "",
        "x",
        "null",
        "[]",
        "1",
        "\"a\"",
        "{",
        "{\"a\":",
        "\u00ff",
        "{\"a\":1,\"a\":2}",
    ];

    private static readonly string[] QueryValues =
    [
        "",
        "%00",
        "%ED%A0%80",
        "-1",
        "0",
        "99999999999999999999",
        "1e5",
        "true",
        "null",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "AAAA",
        "%F0%9F%98%80",
        new string('x', 3_000),
    ];

    private readonly JsonObject document;
    private readonly Func<string, string> idOf;

    /// <summary>Of one document.</summary>
    /// <param name="document">OpenAPI 3.1.</param>
    /// <param name="idOf">What stands for a parameter of a path, by its name.</param>
    public HostileRequests(string document, Func<string, string> idOf) =>
        (this.document, this.idOf) = (JsonNode.Parse(document)!.AsObject(), idOf);

    /// <summary>All of them.</summary>
    public IEnumerable<HostileRequest> All() =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Key is "get" or "post" or "put" or "patch" or "delete"
        from request in Of(new HttpMethod(operation.Key.ToUpperInvariant()), path.Key, operation.Value!.AsObject())
        select request;

    private IEnumerable<HostileRequest> Of(HttpMethod method, string path, JsonObject operation)
    {
        var parameters = (operation["parameters"]?.AsArray() ?? []).Select(Resolve).ToList();
        var address = parameters
            .Where(static parameter => (string?)parameter["in"] == "path")
            .Select(static parameter => (string)parameter["name"]!)
            .Aggregate(path, (at, name) => at.Replace($"{{{name}}}", idOf(name), StringComparison.Ordinal));
        foreach (var name in parameters.Where(static parameter => (string?)parameter["in"] == "query").Select(NameOf))
        {
            foreach (var value in QueryValues)
            {
                yield return new HostileRequest(method, $"{address}?{name}={value}", null);
            }
        }
        if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is not { } schema)
        {
            yield return new HostileRequest(method, address, null);
            yield break;
        }
        foreach (var body in Bodies.Concat(Spoiled(schema, Deep)))
        {
            yield return new HostileRequest(method, address, body);
        }
    }

    private static string NameOf(JsonObject parameter) => (string)parameter["name"]!;

    /// <summary>The value with one field spoiled, each in turn, at any depth; the others are as they should be.</summary>
    private IEnumerable<string> Spoiled(JsonNode schema, int depth)
    {
        var resolved = Resolve(schema);
        if (depth == 0 || resolved["properties"] is not JsonObject properties)
        {
            return Values;
        }
        return Values.Concat(
            from field in properties
            from value in Spoiled(field.Value!, depth - 1)
            select Write(properties, field.Key, value, depth)
        );
    }

    private string Write(JsonObject properties, string spoiled, string value, int depth) =>
        $"{{{string.Join(',', properties.Select(field => $"{JsonSerializer.Serialize(field.Key)}:{(field.Key == spoiled ? value : Sound(field.Value!, depth - 1))}"))}}}";

    private string Sound(JsonNode schema, int depth)
    {
        var resolved = Resolve(schema);
        if (resolved["enum"] is JsonArray choices)
        {
            return choices[0]?.ToJsonString() ?? "null";
        }
        if (resolved["properties"] is JsonObject properties && depth > 0)
        {
            return $"{{{string.Join(',', properties.Select(field => $"{JsonSerializer.Serialize(field.Key)}:{Sound(field.Value!, depth - 1)}"))}}}";
        }
        return TypeOf(resolved) switch
        {
            "boolean" => "true",
            "integer" or "number" => "1",
            "array" => "[]",
            "object" => "{}",
            _ => (string?)resolved["format"] switch
            {
                "uuid" => $"\"{idOf("")}\"",
                "date-time" => "\"2026-11-26T12:00:00Z\"",
                _ => "\"a\"",
            },
        };
    }

    private static string? TypeOf(JsonObject schema) =>
        schema["type"] is JsonArray many
            ? many.Select(static type => (string?)type).FirstOrDefault(static type => type != "null")
            : (string?)schema["type"];

    private JsonObject Resolve(JsonNode? node)
    {
        var schema = node!.AsObject();
        while (true)
        {
            if ((string?)schema["$ref"] is { } reference)
            {
                JsonNode target = document;
                foreach (var step in reference.Split('/')[1..])
                {
                    target = target[step.Replace("~1", "/", StringComparison.Ordinal)]!;
                }
                schema = target.AsObject();
            }
            else if (
                (schema["oneOf"] ?? schema["anyOf"]) is JsonArray choices
                && choices.FirstOrDefault(static choice => (string?)choice!["type"] != "null") is JsonObject chosen
            )
            {
                schema = chosen;
            }
            else
            {
                return schema;
            }
        }
    }
}
