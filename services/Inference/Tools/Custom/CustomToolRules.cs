using System.Text.Json;
using Chat.ServiceDefaults.Egress;

namespace Chat.Inference.Tools.Custom;

/// <summary>What attributes cannot say of a custom tool.</summary>
internal static class CustomToolRules
{
    /// <summary>All faults of one tool, each saying what to set.</summary>
    public static IEnumerable<string> FaultsOf(string place, CustomToolOptions tool, EgressOptions egress)
    {
        if (EgressTarget.FaultOf(tool.Url, egress) is { } fault)
        {
            yield return $"{place}:Url {fault}.";
        }
        if (!WebhookSecret.TryDecode(tool.Secret, out _))
        {
            yield return $"{place}:Secret must be whsec_ and the base64 of 24 to 64 bytes.";
        }
        if (!IsObjectSchema(tool.Schema))
        {
            yield return $"""{place}:Schema must be a JSON Schema of an object, with "type": "object".""";
        }
    }

    private static bool IsObjectSchema(string schema)
    {
        try
        {
            var root = JsonElement.Parse(schema);
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("type", out var type)
                && type.ValueKind == JsonValueKind.String
                && type.ValueEquals("object")
                && ArgumentSchema.IsReadable(schema);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
