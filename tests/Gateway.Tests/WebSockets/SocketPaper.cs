using System.Text.RegularExpressions;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>docs/websocket.md, as far as it can be compared with what the gateway does.</summary>
internal static partial class SocketPaper
{
    private static readonly string s_text = Read();

    /// <summary>Frames, entries and signals of the server.</summary>
    public static IReadOnlyList<DocumentedFrame> FromServer { get; } = [.. FramesOf(Section("From the server"))];

    /// <summary>Frames of the client; of a cell that names several commands with the same fields the first.</summary>
    public static IReadOnlyList<DocumentedFrame> FromClient { get; } =
    [.. FramesOf(Section("Handshake")), .. FramesOf(Section("From the client"))];

    /// <summary>All commands that are in the table.</summary>
    public static IEnumerable<string> Commands =>
        from row in Section("From the client").Split('\n')
        where row.StartsWith("| `{", StringComparison.Ordinal)
        from name in Named().Matches(FirstCell(row))
        select name.Groups["name"].Value;

    /// <summary>The rows of the close codes: code, and the rest.</summary>
    public static IReadOnlyList<(int Code, string Text)> CloseCodes { get; } =
    [
        .. CloseRow()
            .Matches(Section("Close codes"))
            .Select(static row => (int.Parse(row.Groups["code"].Value), row.Groups["text"].Value)),
    ];

    /// <summary>Names of fields that commands ask for somewhere in their code, of whichever frame.</summary>
    public static IEnumerable<string> NamesInTheCode =>
        from file in Directory.EnumerateFiles(Path.Combine(Root(), "services", "Gateway", "WebSockets", "Commands"))
        from name in Asked().Matches(File.ReadAllText(file))
        select name.Groups["name"].Value;

    private static IEnumerable<DocumentedFrame> FramesOf(string text) =>
        Frame()
            .Matches(text)
            .Select(static match => match.Value.Replace("\\|", "|", StringComparison.Ordinal))
            .Where(static frame => !frame.Contains(",...", StringComparison.Ordinal))
            .Select(DocumentedFrame.Parse);

    // What stands in braces or behind a colon are values and explanations.
    private static string FirstCell(string row) => Explained().Replace(row.Split(" | ")[0], "");

    private static string Section(string title)
    {
        var start = s_text.IndexOf($"## {title}\n", StringComparison.Ordinal);
        var end = s_text.IndexOf("\n## ", start, StringComparison.Ordinal);
        return s_text[start..end];
    }

    private static string Read() => File.ReadAllText(Path.Combine(Root(), "docs", "websocket.md"));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Chat.sln")))
        {
            folder = folder.Parent!;
        }
        return folder.FullName;
    }

    [GeneratedRegex("""(?<=`)\{"type":"[^`]*\}(?=`)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Frame();

    [GeneratedRegex("""`(\{"type":")?(?<name>[a-zA-Z.]+)("[^`]*)?`""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex("""fields\.\w+\("(?<name>\w+)[^\w]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();

    [GeneratedRegex("""(?<=`): .*$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Explained();

    [GeneratedRegex(
        """^\| (?<code>\d{4}) \| (?<text>.*) \|$""",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex CloseRow();
}
