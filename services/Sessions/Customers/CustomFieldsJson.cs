using System.Buffers;
using System.Text;
using System.Text.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Customers;

/// <summary>What the company notes of a customer under names of its own.</summary>
internal static class CustomFieldsJson
{
    private const int MaxCount = 50;
    private const int MaxName = 64;
    private const int MaxText = 1_000;

    public static void Validate(IReadOnlyDictionary<string, JsonElement>? fields, List<FieldFault> faults)
    {
        if (fields is null)
        {
            return;
        }

        if (fields.Count > MaxCount)
        {
            faults.Add(new FieldFault("/customFields", "count", $"Must be at most {MaxCount}."));
            return;
        }

        foreach (var (name, value) in fields)
        {
            if (name.Length is 0 or > MaxName || name.Contains('\0'))
            {
                faults.Add(new FieldFault("/customFields", "length", $"Names have 1 to {MaxName} UTF-16 units."));
            }
            else if (!IsValue(value))
            {
                faults.Add(
                    new FieldFault(
                        JsonPointer.Below("/customFields", name),
                        "type",
                        $"Must be a text of at most {MaxText} UTF-16 units, a number or a truth value."
                    )
                );
            }
        }
    }

    /// <summary>Valid fields as JSON.</summary>
    public static string Write(IReadOnlyDictionary<string, JsonElement> fields)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                json.WritePropertyName(name);
                Write(json, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    // Numbers are written anew: JSON can spell zero with an exponent that the database refuses.
    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Number)
        {
            value.WriteTo(json);
        }
        else if (value.TryGetInt64(out var whole))
        {
            json.WriteNumberValue(whole);
        }
        else
        {
            json.WriteNumberValue(value.GetDouble());
        }
    }

    private static bool IsValue(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => IsText(value),
            JsonValueKind.Number => value.TryGetDouble(out var number) && double.IsFinite(number),
            JsonValueKind.True or JsonValueKind.False => true,
            _ => false,
        };

    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.GetString() is { Length: <= MaxText } text && !text.Contains('\0');
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no text in any encoding.
            return false;
        }
    }
}
