using System.Globalization;
using System.Text.Json;

namespace Chat.Sessions.Messages;

/// <summary>JSON objects that somebody else gives meaning to.</summary>
internal static class JsonObjectText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>
    /// Whether it is one, of at most 16 levels, and one that the database can keep, in which numbers are written out: seven
    /// characters may be ten thousand there.
    /// </summary>
    public static bool IsValid(string text, int maxLength)
    {
        if (text.Length > maxLength)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text, Options);
            var room = maxLength - text.Length;
            return document.RootElement.ValueKind is JsonValueKind.Object && CanBeKept(document.RootElement, ref room);
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
    private static bool CanBeKept(JsonElement element, ref int room)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    if (!CanBeKept(property.Name) || !CanBeKept(property.Value, ref room))
                    {
                        return false;
                    }
                }

                return true;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    if (!CanBeKept(item, ref room))
                    {
                        return false;
                    }
                }

                return true;
            case JsonValueKind.String:
                return CanBeKept(element.GetString()!);
            case JsonValueKind.Number:
                return element.TryGetDouble(out var number)
                    && double.IsFinite(number)
                    && HasRoom(element.GetRawText(), ref room);
            default:
                return true;
        }
    }

    // As many digits or zeros more as the exponent says, to either side.
    private static bool HasRoom(string number, ref int room)
    {
        var exponent = number.AsSpan(number.IndexOfAny(['e', 'E']) + 1);
        if (exponent.Length == number.Length)
        {
            return true;
        }

        if (!int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var places))
        {
            return false;
        }

        room = (int)Math.Max(room - Math.Abs((long)places), -1);
        return room >= 0;
    }

    private static bool CanBeKept(string text) => !text.Contains('\0');
}
