using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chat.Sessions.Settings;

/// <summary>RFC 7396: what the patch names replaces what is there, null removes it (here: back to the default).</summary>
internal static class MergePatch
{
    /// <summary>What comes of the patch; the patch itself when it is none, for whoever reads it to say why.</summary>
    public static JsonElement Apply(JsonObject target, JsonElement patch)
    {
        if (patch.ValueKind is not JsonValueKind.Object)
        {
            return patch;
        }

        try
        {
            return JsonSerializer.SerializeToElement(Merge(target, patch), SettingsJson.Options);
        }
        catch (Exception fault) when (fault is InvalidOperationException or JsonException)
        {
            // A name or, in the serializer's wrapping, a text with half of a surrogate pair: there is no such text.
            return patch;
        }
    }

    private static JsonObject Merge(JsonObject target, JsonElement patch)
    {
        foreach (var field in patch.EnumerateObject())
        {
            if (field.Value.ValueKind is JsonValueKind.Null)
            {
                target.Remove(field.Name);
            }
            else if (field.Value.ValueKind is JsonValueKind.Object && target[field.Name] is JsonObject inner)
            {
                Merge(inner, field.Value);
            }
            else if (field.Value.ValueKind is JsonValueKind.Object)
            {
                target[field.Name] = Merge([], field.Value);
            }
            else
            {
                target[field.Name] = JsonNode.Parse(field.Value.GetRawText());
            }
        }

        return target;
    }
}
