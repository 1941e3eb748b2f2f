using System.Text.RegularExpressions;

namespace Chat.Architecture.Tests;

/// <summary>A row of a table in a paper that names settings.</summary>
/// <param name="Names">In full, with colons.</param>
/// <param name="Defaults">One for each name, or none where the row explains them in words.</param>
internal sealed partial record SettingRow(IReadOnlyList<string> Names, IReadOnlyList<string> Defaults)
{
    /// <summary>The rows of all tables with a column <c>setting</c> or <c>variable</c>.</summary>
    public static IEnumerable<SettingRow> In(string paper)
    {
        var (name, value, section) = (-1, -1, "");
        foreach (var line in paper.Split('\n'))
        {
            if (!line.StartsWith('|'))
            {
                (name, value) = (-1, -1);
                section = SectionLine().Match(line) is { Success: true } found ? found.Groups["name"].Value : section;
                continue;
            }

            var cells = line.Trim('|').Split('|').Select(cell => cell.Trim()).ToList();
            if (cells.Exists(cell => cell is "setting" or "variable"))
            {
                (name, value) = (cells.FindIndex(cell => cell is "setting" or "variable"), cells.IndexOf("default"));
            }
            else if (name >= 0 && NamesIn(cells[name], section) is { Count: > 0 } names)
            {
                yield return new SettingRow(names, value < 0 ? [] : DefaultsIn(cells[value], names.Count));
            }
        }
    }

    private static List<string> NamesIn(string cell, string section)
    {
        var names = new List<string>();
        foreach (Match match in Quoted().Matches(cell))
        {
            var name = match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal);
            if (name.StartsWith(':'))
            {
                name = (names.Count == 0 ? section : names[^1][..names[^1].LastIndexOf(':')]) + name;
            }

            if (name.Contains(':', StringComparison.Ordinal))
            {
                names.Add(name);
            }
        }

        // Of the AppHost, not of services.
        names.RemoveAll(name => OfAppHost().IsMatch(name));
        return names;
    }

    private static string[] DefaultsIn(string cell, int count)
    {
        var values = cell.Split(", ");
        return values.Length == count ? values : [];
    }

    [GeneratedRegex("^Section `(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SectionLine();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("^(ConnectionStrings|Parameters|Replicas):", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfAppHost();
}
