using System.Text;

namespace Chat.Sessions.Transcripts;

/// <summary>Lines of comma-separated values (RFC 4180) that a spreadsheet takes as text, whatever visitors wrote.</summary>
internal static class CsvText
{
    // What makes a spreadsheet calculate instead of show, and what may stand in front of it.
    private const string Formula = "=+-@\t\r\n\u00A0\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>One line with its end.</summary>
    public static string Line(params ReadOnlySpan<string> fields)
    {
        var line = new StringBuilder();
        foreach (var field in fields)
        {
            if (line.Length > 0)
            {
                line.Append(',');
            }

            line.Append('"').Append(Neutral(field).Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }

        return line.Append("\r\n").ToString();
    }

    private static string Neutral(string field)
    {
        var text = field.AsSpan().TrimStart();
        var calculates =
            (field.Length > 0 && Formula.Contains(field[0], StringComparison.Ordinal))
            || (text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal));
        return calculates ? "'" + field : field;
    }
}
