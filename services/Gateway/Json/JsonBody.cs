using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Json;

/// <summary>Reads a request's body as one JSON value. The server's body limit bounds it.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The value; the caller disposes it.</summary>
    /// <exception cref="BadHttpRequestException">The body is over the limit, or broke off.</exception>
    public static async Task<Result<JsonDocument>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var json = await JsonDocument.ParseAsync(request.Body, Options, cancellationToken);
            if (HasReadableNames(json.RootElement))
            {
                return json;
            }
            json.Dispose();
            return new MalformedJson();
        }
        catch (JsonException fault)
        {
            return new MalformedJson(fault);
        }
    }

    /// <summary>Reads an object out of bytes; <see cref="MalformedJson"/> when they are none. Never throws for what they are.</summary>
    public static Result<T> Read<T>(ReadOnlyMemory<byte> bytes, Func<JsonFields, Result<T>> read)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, Options);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? read(new JsonFields(json.RootElement))
                : MalformedJson.NotAnObject;
        }
        catch (JsonException fault)
        {
            return new MalformedJson(fault);
        }
        catch (InvalidOperationException)
        {
            // A member name with escapes that are no Unicode.
            return new MalformedJson();
        }
    }

    /// <summary>
    /// Whether all names are text: one with half of a surrogate pair is taken for one by the parser, and breaks whoever
    /// looks for a field beside it.
    /// </summary>
    private static bool HasReadableNames(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                {
                    if (!IsReadable(field) || !HasReadableNames(field.Value))
                    {
                        return false;
                    }
                }
                return true;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    if (!HasReadableNames(item))
                    {
                        return false;
                    }
                }
                return true;
            default:
                return true;
        }
    }

    /// <summary>
    /// Where the first text stands whose escapes are no Unicode, as a JSON pointer; null when all are text. For bodies that
    /// are passed on as they are.
    /// </summary>
    public static string? FindUnreadable(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return value
                    .EnumerateObject()
                    .Select(static field => Below(field.Name, FindUnreadable(field.Value)))
                    .FirstOrDefault(static pointer => pointer is not null);
            case JsonValueKind.Array:
                return value
                    .EnumerateArray()
                    .Select(
                        static (item, index) =>
                            Below(index.ToString(CultureInfo.InvariantCulture), FindUnreadable(item))
                    )
                    .FirstOrDefault(static pointer => pointer is not null);
            case JsonValueKind.String:
                return TryText(value, out _) ? null : "";
            default:
                return null;
        }
    }

    private static string? Below(string name, string? pointer) =>
        pointer is null ? null : JsonPointer.Below("", name) + pointer;

    private static bool IsReadable(JsonProperty field)
    {
        // Names without escapes are what they are; that is nearly all of them, and costs nothing.
        if (!JsonMarshal.GetRawUtf8PropertyName(field).Contains((byte)'\\'))
        {
            return true;
        }
        try
        {
            return field.Name.Length >= 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>
    /// Reads a string; false when it is none, or when its escapes are no Unicode (a lone surrogate): such text can
    /// neither be stored nor sent on.
    /// </summary>
    public static bool TryText(JsonElement value, out string text)
    {
        text = "";
        if (value.ValueKind != JsonValueKind.String)
        {
            return false;
        }
        try
        {
            text = value.GetString() ?? "";
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
