using System.Text.RegularExpressions;

namespace Chat.Sessions.CannedResponses;

/// <summary>
/// Fills in the variables of a text: `{{name}}`, or `{{name|what stands there when nobody knows it}}`. One pass: what is
/// filled in is never looked at again, whatever it contains.
/// </summary>
internal static partial class CannedTemplate
{
    public static RenderedText Render(string body, Func<string, string?> valueOf)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var text = Variable()
            .Replace(
                body,
                match =>
                {
                    var name = match.Groups["name"].Value;
                    if (valueOf(name) is { Length: > 0 } value)
                    {
                        return value;
                    }

                    // Never the braces themselves: they would reach the customer.
                    missing.Add(name);
                    return match.Groups["fallback"].Value.Trim();
                }
            );
        return new RenderedText(text, [.. missing]);
    }

    [GeneratedRegex(
        @"\{\{\s*(?<name>[A-Za-z][A-Za-z0-9_.]{0,63})\s*(\|(?<fallback>[^{}]{0,200}))?\}\}",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Variable();
}
