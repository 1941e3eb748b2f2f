using System.Buffers;
using System.Text.Json;

namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary>Copies members of JSON objects, between the dialect's names and ours. What is null is left out.</summary>
internal static class XcelsiorJson
{
    /// <summary>An object as bytes.</summary>
    public static byte[] Object(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Copies a member, perhaps under another name.</summary>
    public static void Copy(Utf8JsonWriter json, JsonElement owner, string name, string? target = null)
    {
        if (Find(owner, name) is { } value)
        {
            json.WritePropertyName(target ?? name);
            value.WriteTo(json);
        }
    }

    /// <summary>Copies members under their own names.</summary>
    public static void CopyAll(Utf8JsonWriter json, JsonElement owner, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            Copy(json, owner, name);
        }
    }

    /// <summary>Copies times, in the form JavaScript gives them.</summary>
    public static void CopyTimes(Utf8JsonWriter json, JsonElement owner, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(owner, name) is { } time)
            {
                json.WriteString(name, XcelsiorWords.Iso(time.GetDateTime()));
            }
        }
    }

    /// <summary>A member's text; null when there is none.</summary>
    public static string? Text(JsonElement owner, string name) =>
        Find(owner, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A member that is there and not null.</summary>
    public static JsonElement? Find(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object
        && owner.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
