using System.Text.Json;
using Json.Schema;

namespace Chat.Inference.Tools.Custom;

/// <summary>Checks a model's arguments, so that an endpoint gets only what its schema allows.</summary>
/// <remarks>References to schemas elsewhere are not fetched: such a schema is not readable.</remarks>
internal sealed class ArgumentSchema(string schema)
{
    private const int MaxFaults = 10;

    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    private readonly JsonSchema _schema = Read(schema);

    /// <summary>Whether a schema can be made of a text.</summary>
    public static bool IsReadable(string schema)
    {
        try
        {
            // Whatever is wrong in it may show only when it is used.
            Read(schema).Evaluate(JsonElement.Parse("{}"), Options);
            return true;
        }
        catch (Exception exception)
            when (exception is JsonException or JsonSchemaException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>What is wrong, for the model; null: nothing.</summary>
    public string? FaultOf(JsonElement arguments)
    {
        var result = _schema.Evaluate(arguments, Options);
        if (result.IsValid)
        {
            return null;
        }
        var faults =
            from detail in result.Details ?? []
            from error in detail.Errors ?? []
            let place = detail.InstanceLocation.ToString()
            select $"{(place.Length == 0 ? "arguments" : place)}: {error.Value}";
        return string.Join(' ', faults.Take(MaxFaults));
    }

    /// <summary>A registry of its own: two tenants may give their schemas the same id.</summary>
    private static JsonSchema Read(string schema) =>
        JsonSchema.FromText(schema, new BuildOptions { SchemaRegistry = new SchemaRegistry() });
}
