using System.Net;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Chat.Architecture.Tests;

/// <summary>Reads doc comments as the text of papers.</summary>
internal static partial class DocComment
{
    /// <summary>The summary on one line, names and code in backticks; empty if there is none.</summary>
    public static string SummaryOf(SyntaxNode node)
    {
        var text = Slashes().Replace(node.GetLeadingTrivia().ToFullString(), " ");
        var summary = Summary().Match(text).Groups["text"].Value;
        var plain = Code().Replace(Reference().Replace(summary, "`${name}`"), "`${code}`");
        return WebUtility.HtmlDecode(Blanks().Replace(plain, " ").Trim());
    }

    [GeneratedRegex(@"^\s*///", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Slashes();

    [GeneratedRegex("<summary>(?<text>.*?)</summary>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Summary();

    [GeneratedRegex(
        @"<(see|paramref) (cref|name|langword)=""([\w.]+\.)?(?<name>\w+)""\s*/>",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Reference();

    [GeneratedRegex("<c>(?<code>[^<]*)</c>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
