using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chat.Gateway.Proxy;

namespace Chat.Gateway.OpenApi;

/// <summary>
/// Puts the descriptions of the proxied resources into the gateway's own document: only public paths and methods, the
/// services' schemas under their service's name. Pure.
/// </summary>
internal static partial class OpenApiMerger
{
    private const string SchemaReference = "#/components/schemas/";

    // Of ServiceDefaults, hence the same in every service: they stand in the document once, under their own names.
    private static readonly string[] SharedSchemas = ["Problem", "ProblemFault"];

    /// <summary>Adds every proxied route to <paramref name="document"/>, described as well as is known.</summary>
    /// <param name="services">The services' own documents; one that is away is missing.</param>
    public static void Merge(JsonObject document, IReadOnlyDictionary<string, JsonObject> services)
    {
        var paths = Child(document, "paths");
        foreach (var route in ProxyRoutes.All)
        {
            services.TryGetValue(route.Service, out var service);
            var described = FindPath(service, route.Path);
            var item = Child(paths, route.Path);
            foreach (var method in route.Methods)
            {
                var name = method.ToLowerInvariant();
                item[name] = Describe(described?[name]?.DeepClone() as JsonObject, route);
            }
            if (described?["parameters"] is { } shared)
            {
                item["parameters"] = shared.DeepClone();
            }
            Qualify(item, Prefix(route.Service));
        }
        foreach (var (name, service) in services)
        {
            AddSchemas(document, service, Prefix(name));
        }
        AddSecurity(document);
        OpenApiNormalizer.Normalize(document);
        OpenApiPartials.Separate(document);
    }

    private static JsonObject Describe(JsonObject? operation, ProxyRoute route)
    {
        operation ??= new JsonObject { ["responses"] = new JsonObject { ["200"] = Response("OK") } };
        operation["summary"] ??= route.Summary;
        operation["description"] ??= route.Access switch
        {
            ProxyAccess.SecretKey => "Needs a secret key.",
            ProxyAccess.Anyone => "Needs a key or a token.",
            ProxyAccess.Link => "Needs the link and nothing else.",
            ProxyAccess.AnyKey => "Needs a publishable or secret key.",
            ProxyAccess.AgentOrSecretKey => "Needs an agent's token or a secret key.",
            _ => "Needs a visitor token, an agent's token or a secret key.",
        };
        operation["tags"] = new JsonArray(Tag(route.Path));
        NameParameters(operation);
        if (route.TriesPassword || route.Access is not (ProxyAccess.SecretKey or ProxyAccess.AgentOrSecretKey))
        {
            // The services do not know who is counted, and how.
            OpenApiNormalizer.AddProblem(operation, StatusCodes.Status429TooManyRequests);
        }
        // Ids of operations are unique within a document, and the services do not know each other.
        _ = operation.Remove("operationId");
        return operation;
    }

    // A service that binds a query as one object describes it by the object's properties, which are named as in C#.
    private static void NameParameters(JsonObject operation)
    {
        foreach (var parameter in operation["parameters"] as JsonArray ?? [])
        {
            if (parameter?["in"]?.GetValue<string>() == "query")
            {
                parameter["name"] = JsonNamingPolicy.CamelCase.ConvertName(parameter["name"]!.GetValue<string>());
            }
        }
    }

    private static JsonObject? FindPath(JsonObject? service, string path)
    {
        var wanted = ParameterName().Replace(path, "{}");
        return service?["paths"] is JsonObject paths
            ? paths.FirstOrDefault(entry => ParameterName().Replace(entry.Key, "{}") == wanted).Value as JsonObject
            : null;
    }

    private static void AddSchemas(JsonObject document, JsonObject service, string prefix)
    {
        if (service["components"]?["schemas"] is not JsonObject schemas)
        {
            return;
        }
        var target = Child(Child(document, "components"), "schemas");
        foreach (var (name, schema) in schemas)
        {
            var copy = schema?.DeepClone();
            Qualify(copy, prefix);
            target[SharedSchemas.Contains(name, StringComparer.Ordinal) ? name : prefix + name] = copy;
        }
    }

    private static void Qualify(JsonNode? node, string prefix)
    {
        switch (node)
        {
            case JsonObject value:
                if (
                    value["$ref"]?.GetValue<string>() is { } reference
                    && reference.StartsWith(SchemaReference, StringComparison.Ordinal)
                    && !reference.StartsWith(SchemaReference + prefix, StringComparison.Ordinal)
                    && !SharedSchemas.Contains(reference[SchemaReference.Length..], StringComparer.Ordinal)
                )
                {
                    value["$ref"] = SchemaReference + prefix + reference[SchemaReference.Length..];
                }
                foreach (var (_, child) in value)
                {
                    Qualify(child, prefix);
                }
                break;
            case JsonArray values:
                foreach (var child in values)
                {
                    Qualify(child, prefix);
                }
                break;
            default:
                break;
        }
    }

    private static void AddSecurity(JsonObject document)
    {
        Child(Child(document, "components"), "securitySchemes")["bearer"] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["description"] = "A publishable key (pk_...), a secret key (sk_...), a visitor's or an agent's token.",
        };
        document["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() });
    }

    private static JsonObject Response(string description) => new() { ["description"] = description };

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }
        return child;
    }

    private static string Prefix(string service) => Capitalize(service) + ".";

    // Readers look for resources, not for the service behind them: the segment after /v1.
    private static string Tag(string path) => Capitalize(path.Split('/')[2]);

    private static string Capitalize(string word) => $"{char.ToUpperInvariant(word[0])}{word[1..]}";

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ParameterName();
}
