using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Chat.Gateway.Json;

/// <summary>Writes JSON strings and numbers straight into a buffer: no DOM, no intermediate string per token.</summary>
internal static class JsonText
{
    private const int MaxEscapedBytesPerChar = 6;

    // RFC 8259 section 7: only these must be escaped. Everything else goes out as UTF-8.
    private static readonly SearchValues<char> MustEscape = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"
            + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"
    );

    /// <summary>Writes <paramref name="text"/> with its quotes. A lone surrogate becomes U+FFFD.</summary>
    public static void WriteString(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        output.Write("\""u8);
        while (true)
        {
            var clean = text.IndexOfAny(MustEscape);
            if (clean < 0)
            {
                WriteClean(output, text);
                break;
            }
            WriteClean(output, text[..clean]);
            WriteEscaped(output, text[clean]);
            text = text[(clean + 1)..];
        }
        output.Write("\""u8);
    }

    /// <summary>Writes a whole number in decimal.</summary>
    public static void WriteNumber(IBufferWriter<byte> output, long number)
    {
        var span = output.GetSpan(20);
        _ = Utf8Formatter.TryFormat(number, span, out var written);
        output.Advance(written);
    }

    /// <summary>
    /// Writes JSON as somebody else has written it, on one line: an event stream ends its field at a line's end. A line's
    /// end stands between values only, in a string it is escaped.
    /// </summary>
    public static void WriteRaw(IBufferWriter<byte> output, ReadOnlySpan<char> json)
    {
        while (json.IndexOfAny('\r', '\n') is var end && end >= 0)
        {
            WriteClean(output, json[..end]);
            json = json[(end + 1)..];
        }
        WriteClean(output, json);
    }

    private static void WriteClean(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        if (text.Length > 0)
        {
            _ = Encoding.UTF8.GetBytes(text, output);
        }
    }

    private static void WriteEscaped(IBufferWriter<byte> output, char character)
    {
        var span = output.GetSpan(MaxEscapedBytesPerChar);
        span[0] = (byte)'\\';
        var shortForm = character switch
        {
            '"' or '\\' => (byte)character,
            '\n' => (byte)'n',
            '\r' => (byte)'r',
            '\t' => (byte)'t',
            '\b' => (byte)'b',
            '\f' => (byte)'f',
            _ => (byte)0,
        };
        if (shortForm != 0)
        {
            span[1] = shortForm;
            output.Advance(2);
            return;
        }
        "u00"u8.CopyTo(span[1..]);
        _ = ((int)character).TryFormat(span[4..], out _, "x2", CultureInfo.InvariantCulture);
        output.Advance(MaxEscapedBytesPerChar);
    }
}
