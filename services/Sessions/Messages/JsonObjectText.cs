using System.Text.Json;

namespace Chat.Sessions.Messages;

/// <summary>JSON objects that somebody else gives meaning to.</summary>
internal static class JsonObjectText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>Whether it is one, of at most 16 levels, and one that the database can keep.</summary>
    public static bool IsValid(string text, int maxLength)
    {
        if (text.Length > maxLength)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return document.RootElement.ValueKind is JsonValueKind.Object && CanBeKept(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second one: an escape that is half a character, which only shows when the string is asked for.
            return false;
        }
    }

    /// <summary>Whether both say the same: the database writes them in its own way, with blanks and in another order.</summary>
    public static bool IsSame(string? one, string? other) =>
        one == other
        || (
            one is not null
            && other is not null
            && JsonElement.DeepEquals(JsonElement.Parse(one), JsonElement.Parse(other))
        );

    // Postgres keeps no U+0000 and no number beyond its range.
    private static bool CanBeKept(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .All(property => CanBeKept(property.Name) && CanBeKept(property.Value)),
            JsonValueKind.Array => element.EnumerateArray().All(CanBeKept),
            JsonValueKind.String => CanBeKept(element.GetString()!),
            JsonValueKind.Number => element.TryGetDouble(out var number) && double.IsFinite(number),
            _ => true,
        };

    private static bool CanBeKept(string text) => !text.Contains('\0');
}
