using System.Text.Json;

namespace Chat.Inference.Providers;

/// <summary>The steps in which the vendors' codecs walk through an event: field by field, past what they do not know.</summary>
internal static class JsonSteps
{
    /// <summary>Goes to the name of the object's next field. False: the object is over.</summary>
    public static bool NextProperty(this ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes into the field's value. False: null, or something else than expected, which has been passed over.</summary>
    public static bool Enters(this ref Utf8JsonReader reader, JsonTokenType type)
    {
        reader.Read();
        if (reader.TokenType == type)
        {
            return true;
        }
        reader.Skip();
        return false;
    }

    /// <summary>Passes over the field's value.</summary>
    public static void SkipValue(this ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>The field's value, a text or null.</summary>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public static string? NextText(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }
}
