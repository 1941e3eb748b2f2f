using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Architecture.Tests;

/// <summary>What must not be written anywhere, by the name that is forbidden.</summary>
public sealed partial class ForbiddenTests
{
    // Members, as they are written where they are used. The analyzer of banned symbols sees projects; this sees everything.
    private static readonly string[] Members =
    [
        "Channel.CreateUnbounded",
        "DateTime.Now",
        "DateTime.UtcNow",
        "DateTimeOffset.Now",
        "DateTimeOffset.UtcNow",
        "Thread.Sleep",
        "Guid.NewGuid",
    ];

    private static readonly string[] LogCalls =
    [
        "LogTrace",
        "LogDebug",
        "LogInformation",
        "LogWarning",
        "LogError",
        "LogCritical",
    ];

    [Fact]
    public void Members_Banned_AreNotUsed() =>
        Faults.AssertNone(
            from file in Sources.Production.Concat(Sources.Compat)
            from access in file.Nodes<MemberAccessExpressionSyntax>()
            let written = access.ToString()
            from member in Members
            where written == member || written.StartsWith(member + "<", StringComparison.Ordinal)
            select $"{file.At(access)}: {member}"
        );

    [Fact]
    public void Logs_Production_AreSourceGenerated() =>
        Faults.AssertNone(
            from file in Sources.Production
            from call in file.Nodes<InvocationExpressionSyntax>()
            where
                call.Expression is MemberAccessExpressionSyntax access
                && LogCalls.Contains(access.Name.Identifier.Text, StringComparer.Ordinal)
            select $"{file.At(call)}: {call.Expression}"
        );

    [Fact]
    public void Methods_Async_AreNeverVoid() =>
        Faults.AssertNone(
            from file in Sources.All
            from method in file.Nodes<MethodDeclarationSyntax>()
            where method.Modifiers.Any(SyntaxKind.AsyncKeyword) && method.ReturnType.ToString() == "void"
            select $"{file.At(method)}: async void {method.Identifier}"
        );

    [Fact]
    public void Regions_Everywhere_AreNotUsed() =>
        Faults.AssertNone(
            from file in Sources.All
            from trivia in file.Root.DescendantTrivia(descendIntoTrivia: true)
            where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
            select file.Path
        );

    [Fact]
    public void Comments_Everywhere_PostponeNothing() =>
        Faults.AssertNone(
            from path in Repository.Files(
                "",
                ".cs",
                ".proto",
                ".ts",
                ".mjs",
                ".sh",
                ".py",
                ".csproj",
                ".props",
                ".targets"
            )
            where !path.EndsWith("/ForbiddenTests.cs", StringComparison.Ordinal)
            from line in Repository.Read(path).Split('\n').Select((text, index) => (text, number: index + 1))
            where Postponed().IsMatch(line.text)
            select $"{path}:{line.number}: {line.text.Trim()}"
        );

    [Fact]
    public void Tests_Everywhere_NeitherSkipNorSleep() =>
        Faults.AssertNone(
            from file in Sources.Tests
            from node in file.Root.DescendantNodes()
            let written = node switch
            {
                AttributeArgumentSyntax argument when argument.NameEquals?.Name.ToString() == "Skip" => "Skip",
                InvocationExpressionSyntax call when IsSleep(call) => call.ToString(),
                _ => null,
            }
            where written is not null
            select $"{file.At(node)}: {written}"
        );

    [GeneratedRegex(@"(//|#|/\*|<!--).*\b(TODO|FIXME|HACK|XXX)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Postponed();

    // An endless wait is ended by a token: that is a signal.
    private static bool IsSleep(InvocationExpressionSyntax call) =>
        call.Expression.ToString() is "Thread.Sleep" or "Task.Delay"
        && call.ArgumentList.Arguments[0].ToString() is not ("Timeout.Infinite" or "Timeout.InfiniteTimeSpan")
        && call.Ancestors().OfType<WhileStatementSyntax>().FirstOrDefault() is null;
}
