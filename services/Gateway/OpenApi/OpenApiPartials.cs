using System.Text.Json.Nodes;

namespace Chat.Gateway.OpenApi;

/// <summary>
/// Tells apart what is the same type in the services: settings, which are answered whole and sent in part. An answer has
/// every field; the schema of what is sent goes on under a name of its own. Pure.
/// </summary>
internal static class OpenApiPartials
{
    private const string SchemaReference = "#/components/schemas/";
    private const string Sent = "Update";

    public static void Separate(JsonObject document)
    {
        if (document["components"]?["schemas"] is not JsonObject schemas || document["paths"] is not JsonObject paths)
        {
            return;
        }

        var (sent, answered) = (
            new HashSet<string>(StringComparer.Ordinal),
            new HashSet<string>(StringComparer.Ordinal)
        );
        var bodies = Operations(paths).Select(static operation => operation["requestBody"]).ToList();
        bodies.ForEach(body => Collect(body, schemas, sent));
        foreach (var operation in Operations(paths))
        {
            Collect(operation["responses"], schemas, answered);
        }

        var both = sent.Where(name =>
                answered.Contains(name) && schemas[name]?["properties"] is JsonObject { Count: > 0 }
            )
            .ToHashSet(StringComparer.Ordinal);
        foreach (var name in both)
        {
            schemas[name + Sent] = schemas[name]!.DeepClone();
            var fields = schemas[name]!["properties"]!.AsObject().Select(static field => (JsonNode?)field.Key);
            schemas[name]!["required"] = new JsonArray([.. fields]);
        }

        bodies.ForEach(body => Rename(body, both));
        foreach (var name in sent.Select(name => both.Contains(name) ? name + Sent : name))
        {
            if (!answered.Contains(name))
            {
                Rename(schemas[name], both);
            }
        }
    }

    private static IEnumerable<JsonObject> Operations(JsonObject paths) =>
        paths
            .Select(static path => path.Value)
            .OfType<JsonObject>()
            .SelectMany(static path => path)
            .Select(static operation => operation.Value)
            .OfType<JsonObject>();

    private static void Collect(JsonNode? node, JsonObject schemas, HashSet<string> names)
    {
        foreach (var (_, name) in References(node))
        {
            if (names.Add(name))
            {
                Collect(schemas[name], schemas, names);
            }
        }
    }

    private static void Rename(JsonNode? node, HashSet<string> names)
    {
        foreach (var (holder, name) in References(node).ToList())
        {
            if (names.Contains(name))
            {
                holder["$ref"] = SchemaReference + name + Sent;
            }
        }
    }

    private static IEnumerable<KeyValuePair<JsonObject, string>> References(JsonNode? node)
    {
        var children = node switch
        {
            JsonObject value => value.Select(static field => field.Value),
            JsonArray values => values,
            _ => [],
        };
        var found = children.SelectMany(References);
        return
            node is JsonObject holder
            && holder["$ref"] is JsonValue reference
            && reference.TryGetValue(out string? text)
            && text.StartsWith(SchemaReference, StringComparison.Ordinal)
            ? found.Prepend(new(holder, text[SchemaReference.Length..]))
            : found;
    }
}
