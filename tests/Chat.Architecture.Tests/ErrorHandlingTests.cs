using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Architecture.Tests;

/// <summary>Nothing is swallowed: whoever catches everything says why.</summary>
public sealed class ErrorHandlingTests
{
    private const double MaxUnfilteredShare = 0.25;
    private static readonly HashSet<string> ErrorKinds =
    [
        "Conflict",
        "Forbidden",
        "Internal",
        "Invalid",
        "NotFound",
        "PreconditionFailed",
        "RateLimited",
        "TooLarge",
        "Unauthenticated",
        "Unavailable",
    ];

    [Fact]
    public void Catches_OfEverything_ExplainThemselves() =>
        Faults.AssertNone(
            from file in Sources.Production.Concat(Sources.Compat)
            from clause in file.Nodes<CatchClauseSyntax>()
            where IsUnfiltered(clause) && !PassesOn(clause) && !HasComment(clause)
            select $"{file.At(clause)}: catches everything without a word"
        );

    [Fact]
    public void Catches_OfEverything_AreTheExceptionInServices()
    {
        var clauses = Sources.Production.SelectMany(file => file.Nodes<CatchClauseSyntax>()).ToList();

        Assert.True(
            clauses.Count(clause => IsUnfiltered(clause) && !PassesOn(clause)) <= clauses.Count * MaxUnfilteredShare
        );
    }

    [Fact]
    public void Catches_Everywhere_DoSomething() =>
        Faults.AssertNone(
            from file in Sources.All
            from clause in file.Nodes<CatchClauseSyntax>()
            where clause.Block.Statements.Count == 0 && !HasComment(clause)
            select $"{file.At(clause)}: swallows {clause.Declaration?.Type.ToString() ?? "everything"}"
        );

    // Of what derives from a kind of error the code is the first text, but of Invalid, whose first argument is its faults.
    [Fact]
    public void Codes_OfErrors_AreWordsForPrograms() =>
        Faults.AssertNone(
            from file in Sources.Production
            from record in file.Nodes<RecordDeclarationSyntax>()
            from kind in record.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>() ?? []
            where ErrorKinds.Contains(kind.Type.ToString())
            let arguments = kind.ArgumentList.Arguments
            let code = arguments.ElementAtOrDefault(kind.Type.ToString() == "Invalid" ? 1 : 0)
            where code is { NameColon: null, Expression: LiteralExpressionSyntax } && !IsWord(TextOf(code))
            select $"{file.At(record)}: {record.Identifier} has the code \"{TextOf(code)}\""
        );

    private static string TextOf(ArgumentSyntax argument) =>
        ((LiteralExpressionSyntax)argument.Expression).Token.ValueText;

    private static bool IsWord(string code) =>
        code.Length > 0
        && code.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_');

    // Cleaning up on the way of an exception is no handling of it.
    private static bool PassesOn(CatchClauseSyntax clause) =>
        clause.Block.Statements.LastOrDefault() is ThrowStatementSyntax { Expression: null };

    private static bool IsUnfiltered(CatchClauseSyntax clause) =>
        clause.Filter is null && clause.Declaration?.Type.ToString() is null or "Exception" or "System.Exception";

    private static bool HasComment(CatchClauseSyntax clause) =>
        clause
            .DescendantTrivia()
            .Concat(clause.Block.CloseBraceToken.LeadingTrivia)
            .Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia));
}
