using System.Text.RegularExpressions;

namespace Chat.Architecture.Tests;

/// <summary>The contracts explain themselves: what a thing means, its unit and range, the errors it gives.</summary>
public sealed partial class ProtoTests
{
    public static TheoryData<string> Files => new(Repository.Files("protos/chat", ".proto"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Declarations_OurContracts_AreCommented(string path) =>
        Faults.AssertNone(Uncommented(path).Select(line => $"{path}:{line.Number}: {line.Text.Trim()}"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Enums_OurContracts_BeginUnspecified(string path) =>
        Faults.AssertNone(
            EnumBody()
                .Matches(Repository.Read(path))
                .Where(match => !match.Groups["first"].Value.EndsWith("_UNSPECIFIED = 0;", StringComparison.Ordinal))
                .Select(match => $"{path}: enum {match.Groups["name"].Value} begins with {match.Groups["first"].Value}")
        );

    [Theory]
    [MemberData(nameof(Files))]
    public void Packages_OurContracts_FollowTheFolders(string path) =>
        Assert.Contains(
            $"package {Path.GetDirectoryName(path)!["protos/".Length..].Replace('/', '.')};",
            Repository.Read(path)
        );

    // The zero of an enum means "not said" everywhere; everything else has a comment above it or behind it.
    private static IEnumerable<(int Number, string Text)> Uncommented(string path)
    {
        var lines = Repository.Read(path).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var above = i > 0 ? lines[i - 1].Trim() : "";
            if (
                Declaration().IsMatch(lines[i])
                && !lines[i].Contains("_UNSPECIFIED", StringComparison.Ordinal)
                && !lines[i].Contains("//", StringComparison.Ordinal)
                && !above.StartsWith("//", StringComparison.Ordinal)
            )
            {
                yield return (i + 1, lines[i]);
            }
        }
    }

    [GeneratedRegex(
        @"^\s*((service|rpc|message|enum|oneof)\s+\w|((optional|repeated)\s+)?[\w.<>, ]+\s+\w+\s*=\s*\d+\s*;|[A-Z][A-Z0-9_]+\s*=\s*\d+\s*;)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Declaration();

    [GeneratedRegex(@"enum\s+(?<name>\w+)\s*\{\s*(//[^\n]*\n\s*)*(?<first>[^\n]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EnumBody();
}
