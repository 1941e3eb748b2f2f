using System.Globalization;

namespace Chat.Gateway.VisitorDetails;

/// <summary>
/// What a User-Agent header tells: the browser with its main version, and the system. A rough guess by the words that
/// browsers use today; what it does not know stays unknown.
/// </summary>
internal static class UserAgent
{
    private const int MaxLength = 512;
    private const int MaxVersion = 9_999;

    // In this order: most browsers name the ones before them, too.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"),
        ("EdgA/", "Edge"),
        ("EdgiOS/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("FxiOS/", "Firefox"),
        ("Firefox/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Version/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Windows NT", "Windows"),
        ("iPhone", "iOS"),
        ("iPad", "iOS"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Macintosh", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>Name and main version, for example <c>Firefox 128</c>; null when it is none we know.</summary>
    public static string? BrowserOf(string header)
    {
        var text = Cut(header);
        foreach (var (mark, name) in Browsers)
        {
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            if (at < 0 || (name == "Safari" && !text.Contains("Safari/", StringComparison.Ordinal)))
            {
                continue;
            }
            return VersionOf(text[(at + mark.Length)..]) is { } version
                ? string.Create(CultureInfo.InvariantCulture, $"{name} {version}")
                : name;
        }
        return null;
    }

    /// <summary>The operating system; null when it is none we know.</summary>
    public static string? SystemOf(string header)
    {
        var text = Cut(header);
        foreach (var (mark, name) in Systems)
        {
            if (text.Contains(mark, StringComparison.Ordinal))
            {
                return name;
            }
        }
        return null;
    }

    private static ReadOnlySpan<char> Cut(string header) => header.AsSpan(0, Math.Min(header.Length, MaxLength));

    private static int? VersionOf(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        var number = digits < 0 ? text : text[..digits];
        return
            int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && version <= MaxVersion
            ? version
            : null;
    }
}
