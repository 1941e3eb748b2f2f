using System.Text;

namespace Chat.Inference.Prompts;

/// <summary>Writes sections of foreign data so that nothing inside can end its section.</summary>
/// <remarks>
/// Sections are tags; inside them every <c>&lt;</c> and <c>&amp;</c> is written as an entity, so a page that says
/// <c>&lt;/page&gt;</c> stays within its fence. This keeps the structure unambiguous; that a model heeds it is the
/// system prompt's business.
/// </remarks>
internal sealed class DataFence(int capacity)
{
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
        foreach (var unit in value)
        {
            _ = unit switch
            {
                '<' => _text.Append("&lt;"),
                '&' => _text.Append("&amp;"),
                _ => _text.Append(unit),
            };
        }
        _text.Append("</").Append(name).Append('>');
        return this;
    }

    /// <summary>All that was written.</summary>
    public override string ToString() => _text.ToString();
}
