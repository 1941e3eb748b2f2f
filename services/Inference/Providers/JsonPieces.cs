using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Chat.Inference.Providers;

/// <summary>Reads a piece of a text that a server cut by UTF-16 units, as those written in JavaScript do.</summary>
/// <remarks>
/// Between the halves of a surrogate pair, that is: each is an escape that stands for no character, and the framework's reader
/// refuses it. <see cref="WholeCharacters"/> puts them together.
/// </remarks>
internal static class JsonPieces
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>The field's value, a text that may begin or end with half of a pair, or null.</summary>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    /// <exception cref="JsonException">It is no Unicode.</exception>
    public static string? NextPiece(this ref Utf8JsonReader reader)
    {
        reader.Read();
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException) when (reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped)
        {
            return Unescape(reader.ValueSpan);
        }
    }

    /// <summary>The reader has seen to it that each escape is one of JSON's and whole.</summary>
    private static string Unescape(ReadOnlySpan<byte> text)
    {
        var result = new StringBuilder(text.Length);
        while (text.IndexOf((byte)'\\') is var at and >= 0)
        {
            result.Append(Decode(text[..at]));
            var isCode = text[at + 1] == 'u';
            result.Append(isCode ? Code(text.Slice(at + 2, 4)) : Short(text[at + 1]));
            text = text[(at + (isCode ? 6 : 2))..];
        }
        return result.Append(Decode(text)).ToString();
    }

    private static string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return Strict.GetString(text);
        }
        catch (DecoderFallbackException exception)
        {
            throw new JsonException("A text is no UTF-8.", exception);
        }
    }

    private static char Code(ReadOnlySpan<byte> digits) =>
        (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static char Short(byte letter) =>
        letter switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => (char)letter,
        };
}
