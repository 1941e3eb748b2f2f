using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chat.Webhooks.Events;

/// <summary>Writes bodies and keeps them under the bound of Standard Webhooks (20 KB).</summary>
internal static class EventBody
{
    /// <summary>20 KB as the specification has it, taken as the smaller of its two readings.</summary>
    public const int MaxBytes = 20_000;

    // What is left of the citations when even they have to give way to the text.
    private const int MaxCitationsWhenLarge = 10;

    // Bodies are JSON documents, never parts of a page: letters of all scripts may stay as they are.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly EventJsonContext Json = new(
        new JsonSerializerOptions(EventJsonContext.Default.Options) { Encoder = Encoder }
    );

    /// <summary>The body in UTF-8. What does not fit is given up in order: quotes, citations beyond ten, the text's end.</summary>
    public static byte[] Write(MessageCreatedBody body)
    {
        var bytes = Serialize(body);
        if (bytes.Length < MaxBytes)
        {
            return bytes;
        }

        var small = body with { Data = WithoutQuotes(body.Data) };
        bytes = Serialize(small);
        return bytes.Length < MaxBytes ? bytes : Serialize(Truncated(small));
    }

    private static byte[] Serialize(MessageCreatedBody body) =>
        JsonSerializer.SerializeToUtf8Bytes(body, Json.MessageCreatedBody);

    private static MessageData WithoutQuotes(MessageData data) =>
        data with
        {
            Citations = [.. data.Citations.Take(MaxCitationsWhenLarge).Select(c => c with { Quote = null })],
        };

    private static MessageCreatedBody Truncated(MessageCreatedBody body)
    {
        var empty = body with { Data = body.Data with { Text = "", TextTruncated = true } };
        var room = MaxBytes - Serialize(empty).Length - 1;
        var text = body.Data.Text;
        return empty with { Data = empty.Data with { Text = text[..FittingLength(text, room)] } };
    }

    // The longest prefix whose JSON form fits. Escapes make characters 1 to 12 bytes long, so it is searched for.
    private static int FittingLength(string text, int room)
    {
        var (fits, tooLong) = (0, text.Length + 1);
        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            var size = JsonEncodedText
                .Encode(text.AsSpan(0, WholeLength(text, middle)), Encoder)
                .EncodedUtf8Bytes.Length;
            (fits, tooLong) = size <= room ? (middle, tooLong) : (fits, middle);
        }

        return WholeLength(text, fits);
    }

    // Never half of a surrogate pair.
    private static int WholeLength(string text, int length) =>
        length > 0 && length < text.Length && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
