using System.Buffers;
using System.Globalization;
using System.Text;

namespace Chat.Webhooks.Events;

/// <summary>
/// Writes a JSON object in the letters of JavaScript's <c>JSON.stringify</c> (ECMA-262, QuoteJSONString): no blanks, only
/// quotes, backslashes and control characters escaped, the short escapes where there are some. The serializers of .NET
/// escape more, which means the same but is not the same bytes.
/// </summary>
internal sealed class StringifiedJson
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\" + string.Concat(Enumerable.Range(0, 0x20).Select(code => (char)code))
    );

    private readonly StringBuilder _text = new();
    private bool _needsComma;

    public void BeginObject(string? name)
    {
        if (name is not null)
        {
            Name(name);
        }

        _text.Append('{');
        _needsComma = false;
    }

    public void EndObject()
    {
        _text.Append('}');
        _needsComma = true;
    }

    public void Member(string name, string value)
    {
        Name(name);
        Quote(_text, value);
    }

    /// <summary>Nothing when there is no value, as <c>undefined</c> is left out.</summary>
    public void OptionalMember(string name, string value)
    {
        if (value.Length > 0)
        {
            Member(name, value);
        }
    }

    public void Member(string name, long value)
    {
        Name(name);
        _text.Append(value.ToString(CultureInfo.InvariantCulture));
    }

    public void Member(string name, bool value)
    {
        Name(name);
        _text.Append(value ? "true" : "false");
    }

    /// <summary>The object in UTF-8.</summary>
    public byte[] ToArray() => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>Bytes of a string's JSON form, without quotes.</summary>
    public static int SizeOf(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        Quote(text, value);
        return Encoding.UTF8.GetByteCount(text.ToString()) - 2;
    }

    private void Name(string name)
    {
        if (_needsComma)
        {
            _text.Append(',');
        }

        Quote(_text, name);
        _text.Append(':');
        _needsComma = true;
    }

    private static void Quote(StringBuilder output, ReadOnlySpan<char> value)
    {
        output.Append('"');
        for (var at = value.IndexOfAny(Escaped); at >= 0; at = value.IndexOfAny(Escaped))
        {
            output.Append(value[..at]);
            AppendEscape(output, value[at]);
            value = value[(at + 1)..];
        }

        output.Append(value).Append('"');
    }

    private static void AppendEscape(StringBuilder output, char character)
    {
        output.Append('\\');
        _ = character switch
        {
            '"' or '\\' => output.Append(character),
            '\b' => output.Append('b'),
            '\t' => output.Append('t'),
            '\n' => output.Append('n'),
            '\f' => output.Append('f'),
            '\r' => output.Append('r'),
            _ => output.Append('u').Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
        };
    }
}
