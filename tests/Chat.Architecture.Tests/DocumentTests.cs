using System.Text.RegularExpressions;

namespace Chat.Architecture.Tests;

/// <summary>What the papers name exists.</summary>
public sealed partial class DocumentTests
{
    // Folders that only exist once something has run, and files that only exist elsewhere.
    private static readonly string[] NotInTheRepository = ["artifacts/", "node_modules/", "/", "~", "http"];

    // Named in the papers ahead of their being there: to be struck off here when they are.

    public static TheoryData<string> Papers =>
        new(Repository.Files("docs", ".md").Concat(new[] { "README.md", "CONTRIBUTING.md" }.Where(Repository.Exists)));

    [Theory]
    [MemberData(nameof(Papers))]
    public void Links_Relative_LeadSomewhere(string paper) =>
        Faults.AssertNone(
            from link in Link().Matches(Repository.Read(paper)).Select(match => match.Groups["target"].Value)
            where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#')
            let path = Resolve(paper, link.Split('#')[0])
            where !Repository.Exists(path)
            select $"{paper} links to {link}"
        );

    [Theory]
    [MemberData(nameof(Papers))]
    public void Paths_InBackticks_Exist(string paper) =>
        Faults.AssertNone(
            from path in Quoted()
                .Matches(WithoutBlocks(Repository.Read(paper)))
                .Select(match => match.Groups["path"].Value)
            where !NotInTheRepository.Any(start => path.StartsWith(start, StringComparison.Ordinal))
            where !path.Contains('<', StringComparison.Ordinal) && !path.Contains('*', StringComparison.Ordinal)
            let trimmed = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path
            where !Repository.Exists(trimmed) && !Repository.Exists(Resolve(paper, path))
            select $"{paper} names {path}"
        );

    [Fact]
    public void Packages_Referenced_HaveARowInTheirPaper()
    {
        var paper = Repository.Read("docs/dependencies.md");

        Faults.AssertNone(
            Package()
                .Matches(Repository.Read("Directory.Packages.props"))
                .Select(match => match.Groups["id"].Value)
                .Where(id => !paper.Contains(id, StringComparison.Ordinal))
        );
    }

    private static string Resolve(string paper, string target) =>
        Path.Combine(Path.GetDirectoryName(paper) ?? "", target);

    private static string WithoutBlocks(string text) => Block().Replace(text, "");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    // A path has a folder, and its words are those of file names; networks begin with a digit.
    [GeneratedRegex(
        @"`(?<path>(?!\d)(\./)?[\w.-]+/[\w./-]*|[\w-]+\.(md|sh|sln|props|targets|txt))`",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Quoted();

    [GeneratedRegex(@"```.*?```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(
        @"<(PackageVersion|GlobalPackageReference) Include=""(?<id>[^""]+)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Package();
}
