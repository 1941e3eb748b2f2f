using System.Buffers;
using System.Text;

namespace Chat.Inference.Prompts;

/// <summary>Writes sections of foreign data so that nothing inside can end its section.</summary>
/// <remarks>
/// Sections are tags; inside them every <c>&lt;</c> and <c>&amp;</c> is written as an entity, so a page that says
/// <c>&lt;/page&gt;</c> or <c>&lt;|im_start|&gt;</c> stays within its fence. So are the wider forms of <c>&lt;</c>, which
/// models read alike. What a reader of the page cannot see is left out: control characters, marks that turn the direction
/// of writing, blanks without width, and the tag characters of U+E0000, in which whole instructions can be hidden. The
/// joiners U+200C and U+200D stay: Persian, Hindi and emoji need them. This keeps the structure unambiguous; that a model
/// heeds it is the system prompt's business.
/// </remarks>
internal sealed class DataFence(int capacity)
{
    private const char TagPlane = '\uDB40';

    /// <summary>What is not written as it is; line feed and tab are not among it.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create([
        '<',
        '\uFF1C',
        '\uFE64',
        '&',
        TagPlane,
        '\u2028',
        '\u2029',
        '\u00AD',
        '\u061C',
        '\u180E',
        '\u200B',
        '\u200E',
        '\u200F',
        '\u2060',
        '\uFEFF',
        .. Range('\u202A', '\u202E'),
        .. Range('\u2061', '\u206F'),
        .. Range('\0', '\b'),
        .. Range('\v', '\u001F'),
        .. Range('\u007F', '\u009F'),
    ]);

    private readonly StringBuilder _text = new(capacity);

    /// <summary>Adds trusted text as it is.</summary>
    public DataFence Text(string trusted)
    {
        _text.Append(trusted);
        return this;
    }

    /// <summary>Opens a section.</summary>
    public DataFence Open(string section)
    {
        _text.Append("\n<").Append(section).Append('>');
        return this;
    }

    /// <summary>Closes a section.</summary>
    public DataFence Close(string section)
    {
        _text.Append("\n</").Append(section).Append('>');
        return this;
    }

    /// <summary>Adds one value; nothing when it is empty.</summary>
    public DataFence Field(string name, string value)
    {
        if (value.Length == 0)
        {
            return this;
        }
        _text.Append("\n<").Append(name).Append('>');
        Append(value);
        _text.Append("</").Append(name).Append('>');
        return this;
    }

    /// <summary>All that was written.</summary>
    public override string ToString() => _text.ToString();

    private void Append(ReadOnlySpan<char> rest)
    {
        for (var next = rest.IndexOfAny(Special); next >= 0; next = rest.IndexOfAny(Special))
        {
            _text.Append(rest[..next]);
            rest = rest[(next + Substitute(rest[next..]))..];
        }
        _text.Append(rest);
    }

    /// <summary>Writes what stands for the first character.</summary>
    /// <returns>How many units it took.</returns>
    private int Substitute(ReadOnlySpan<char> rest)
    {
        switch (rest[0])
        {
            case '<' or '\uFF1C' or '\uFE64':
                _text.Append("&lt;");
                return 1;
            case '&':
                _text.Append("&amp;");
                return 1;
            case '\u2028' or '\u2029':
                _text.Append('\n');
                return 1;
            case TagPlane when rest.Length > 1 && rest[1] is >= '\uDC00' and <= '\uDC7F':
                return 2;
            case TagPlane:
                // Selectors of variants, which ideographs need, lie in the same plane.
                _text.Append(TagPlane);
                return 1;
            default:
                return 1;
        }
    }

    private static IEnumerable<char> Range(char first, char last) =>
        Enumerable.Range(first, last - first + 1).Select(unit => (char)unit);
}
