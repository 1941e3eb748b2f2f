using System.Text.Json.Nodes;
using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Settings;

/// <summary>What differs between two versions of a section, field by field; lists count as one value.</summary>
internal static class SettingsDiff
{
    public static JsonArray Between(JsonObject before, JsonObject after)
    {
        var changes = new JsonArray();
        Compare(before, after, "", changes);
        return changes;
    }

    private static void Compare(JsonNode? before, JsonNode? after, string pointer, JsonArray changes)
    {
        if (before is JsonObject was && after is JsonObject @is)
        {
            foreach (
                var name in was.Select(field => field.Key).Union(@is.Select(field => field.Key), StringComparer.Ordinal)
            )
            {
                Compare(was[name], @is[name], JsonPointer.Below(pointer, name), changes);
            }
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            changes.Add(
                new JsonObject
                {
                    ["pointer"] = pointer,
                    ["from"] = before?.DeepClone(),
                    ["to"] = after?.DeepClone(),
                }
            );
        }
    }
}
