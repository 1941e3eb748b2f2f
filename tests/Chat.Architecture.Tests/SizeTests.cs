using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Architecture.Tests;

/// <summary>Small files and methods: a thing that grows is split before it hurts.</summary>
public sealed class SizeTests
{
    private const int MaxFileLines = 400;
    private const int MaxTestFileLines = 600;
    private const int MaxMethodLines = 80;
    private const int MaxConstructorParameters = 7;
    private const int MaxProgramLines = 30;
    private const int MaxAppHostLines = 120;

    [Fact]
    public void Files_Production_StayBelowTheirBound() =>
        Faults.AssertNone(
            Sources
                .Production.Concat(Sources.Compat)
                .Where(file => file.LineCount > MaxFileLines)
                .Select(file => $"{file.Path}: {file.LineCount} lines, at most {MaxFileLines}")
        );

    [Fact]
    public void Files_Tests_StayBelowTheirBound() =>
        Faults.AssertNone(
            Sources
                .Tests.Where(file => file.LineCount > MaxTestFileLines)
                .Select(file => $"{file.Path}: {file.LineCount} lines, at most {MaxTestFileLines}")
        );

    [Fact]
    public void Methods_Everywhere_StayBelowTheirBound() =>
        Faults.AssertNone(
            from file in Sources.All
            from method in file.Nodes<BaseMethodDeclarationSyntax>()
            let lines = LinesOf(method)
            where lines > MaxMethodLines
            select $"{file.At(method)}: {lines} lines, at most {MaxMethodLines}"
        );

    [Fact]
    public void Constructors_Production_TakeFewParameters() =>
        Faults.AssertNone(
            from file in Sources.Production
            from type in file.Nodes<ClassDeclarationSyntax>()
            let count = ParametersOf(type)
            where count > MaxConstructorParameters
            select $"{file.At(type)}: {type.Identifier} takes {count} parameters, at most {MaxConstructorParameters}"
        );

    // Without the list of namespaces at the top, which nobody reads.
    [Fact]
    public void Programs_Services_FitOnAScreen() =>
        Faults.AssertNone(
            from file in Sources.Services
            where file.Path.EndsWith("/Program.cs", StringComparison.Ordinal)
            let lines = file.LineCount - file.Root.Usings.Count
            where lines > MaxProgramLines
            select $"{file.Path}: {lines} lines, at most {MaxProgramLines}"
        );

    [Fact]
    public void Program_AppHost_FitsOnAScreen() =>
        Assert.InRange(
            Sources.All.Single(file => file.Path == "Chat.AppHost/Program.cs").LineCount,
            1,
            MaxAppHostLines
        );

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static int ParametersOf(ClassDeclarationSyntax type)
    {
        var constructors = type.Members.OfType<ConstructorDeclarationSyntax>();
        var largest = constructors
            .Select(constructor => constructor.ParameterList.Parameters.Count)
            .DefaultIfEmpty()
            .Max();
        return Math.Max(largest, type.ParameterList?.Parameters.Count ?? 0);
    }
}
