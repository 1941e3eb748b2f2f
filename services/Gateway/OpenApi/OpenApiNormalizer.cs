using System.Globalization;
using System.Net.Mime;
using System.Text.Json.Nodes;
using Chat.ServiceDefaults.Errors;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Chat.Gateway.OpenApi;

/// <summary>
/// Says in the document what the requests and answers are, where the generator of the services' documents says less or
/// something else. Pure.
/// </summary>
internal static class OpenApiNormalizer
{
    // Read and written as they come, whatever is in them, but objects all the same.
    private static readonly string[] FreeObjects = ["metadata", "customFields"];

    private const string Request = "Body";

    public static void Normalize(JsonObject document)
    {
        if (document["components"]?["schemas"] is JsonObject schemas)
        {
            foreach (var (name, schema) in schemas)
            {
                if (schema is JsonObject described)
                {
                    // A value of its own can be all of them, so nothing of it names null.
                    _ = (described["enum"] as JsonArray)?.RemoveAll(static value => value is null);
                    if (name.EndsWith(Request, StringComparison.Ordinal))
                    {
                        DemandValues(described);
                    }
                }
            }
        }
        Walk(document);
        foreach (var (_, path) in document["paths"] as JsonObject ?? [])
        {
            foreach (var (_, operation) in path as JsonObject ?? [])
            {
                if (operation is JsonObject described)
                {
                    AddProblems(described);
                }
            }
        }
    }

    /// <summary>Adds a problem to an operation's answers, if it is not among them.</summary>
    public static void AddProblem(JsonObject operation, int status)
    {
        if (operation["responses"] is JsonObject responses)
        {
            responses[status.ToString(CultureInfo.InvariantCulture)] ??= new JsonObject
            {
                ["description"] = ReasonPhrases.GetReasonPhrase(status),
                ["content"] = new JsonObject
                {
                    [Problem.ContentType] = new JsonObject
                    {
                        ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" },
                    },
                },
            };
        }
    }

    // What every request with a body, or with a version, can end with, whatever it is for.
    private static void AddProblems(JsonObject operation)
    {
        if (operation["requestBody"] is JsonObject body)
        {
            AddProblem(operation, StatusCodes.Status400BadRequest);
            AddProblem(operation, StatusCodes.Status413PayloadTooLarge);
            if (body["content"]?[MediaTypeNames.Application.Json] is not null)
            {
                AddProblem(operation, StatusCodes.Status415UnsupportedMediaType);
            }
        }
        if (operation["parameters"] is JsonArray parameters && parameters.Any(IsVersion))
        {
            AddProblem(operation, StatusCodes.Status412PreconditionFailed);
        }
    }

    private static bool IsVersion(JsonNode? parameter) =>
        string.Equals(parameter?["name"]?.GetValue<string>(), HeaderNames.IfMatch, StringComparison.OrdinalIgnoreCase);

    // The services read what is needed as something that can be left out, to name it when it is; null is no value either.
    private static void DemandValues(JsonObject body)
    {
        foreach (var name in body["required"] as JsonArray ?? [])
        {
            if (
                body["properties"]?[name!.GetValue<string>()] is JsonObject field
                && field["type"] is JsonArray { Count: 2 } types
                && types.RemoveAll(IsNull) > 0
            )
            {
                field["type"] = types[0]!.DeepClone();
                _ = (field["enum"] as JsonArray)?.RemoveAll(static choice => choice is null);
            }
        }
    }

    private static bool IsNull(JsonNode? type) =>
        string.Equals(type?.GetValue<string>(), "null", StringComparison.Ordinal);

    private static void Walk(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject value:
                Mend(value);
                foreach (var (_, child) in value)
                {
                    Walk(child);
                }
                break;
            case JsonArray values:
                foreach (var child in values)
                {
                    Walk(child);
                }
                break;
            default:
                break;
        }
    }

    private static void Mend(JsonObject schema)
    {
        if (schema["properties"] is JsonObject properties)
        {
            foreach (var name in FreeObjects)
            {
                if (properties[name] is JsonObject free)
                {
                    SayObject(free);
                }
            }
        }
        if (schema["format"] is JsonValue format && format.TryGetValue(out string? form) && form == "time")
        {
            // The format of this name has seconds and an offset, which times of day here have not.
            _ = schema.Remove("format");
            schema["pattern"] = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
        }
        if (IsObject(schema))
        {
            if (schema["properties"] is null)
            {
                // Said, because clients made from a description take an object without it for an empty one.
                schema["additionalProperties"] ??= true;
            }
            Rename(schema, "maxLength", "maxProperties");
            Rename(schema, "minLength", "minProperties");
        }
    }

    // The generator says that anything may stand there, or null: two schemas that null both fits, where one may fit.
    private static void SayObject(JsonObject free)
    {
        if (free["oneOf"] is JsonArray choices && choices.FirstOrDefault(IsFree) is JsonObject choice)
        {
            _ = free.Remove("oneOf");
            free["type"] = new JsonArray("null", "object");
            if (choice["description"] is { } description)
            {
                free["description"] = description.DeepClone();
            }
        }
        else if (IsFree(free))
        {
            _ = free.Remove("$ref");
            free["type"] = "object";
        }
    }

    private static bool IsFree(JsonNode? schema) =>
        schema?["$ref"] is JsonValue reference
        && reference.TryGetValue(out string? name)
        && name.EndsWith(".JsonElement", StringComparison.Ordinal);

    private static bool IsObject(JsonObject schema) =>
        schema["type"] switch
        {
            JsonValue one => one.TryGetValue(out string? type) && type == "object",
            JsonArray any => any.Any(static one =>
                one is JsonValue type && type.TryGetValue(out string? name) && name == "object"
            ),
            _ => false,
        };

    private static void Rename(JsonObject schema, string from, string to)
    {
        if (schema[from] is JsonValue bound)
        {
            _ = schema.Remove(from);
            schema[to] = bound;
        }
    }
}
