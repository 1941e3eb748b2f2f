using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Architecture.Tests;

/// <summary>A parsed C# file.</summary>
internal sealed class SourceFile
{
    private static readonly CSharpParseOptions Options = new(
        LanguageVersion.Preview,
        DocumentationMode.Parse,
        preprocessorSymbols: ["NET10_0"]
    );

    public SourceFile(string path)
    {
        Path = path;
        Text = Repository.Read(path);
        Root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(Text, Options, path).GetRoot();
        Types = [.. TopLevelTypes(Root)];
    }

    public string Path { get; }

    public string Text { get; }

    public CompilationUnitSyntax Root { get; }

    /// <summary>The types that are not inside another.</summary>
    public IReadOnlyList<MemberDeclarationSyntax> Types { get; }

    public int LineCount => Text.AsSpan().Count('\n') + (Text.EndsWith('\n') ? 0 : 1);

    public IEnumerable<string> Usings =>
        Root.DescendantNodes().OfType<UsingDirectiveSyntax>().Select(u => u.NamespaceOrType.ToString());

    public IEnumerable<T> Nodes<T>()
        where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    public int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>How a fault names a place.</summary>
    public string At(SyntaxNode node) => $"{Path}:{LineOf(node)}";

    public static string NameOf(MemberDeclarationSyntax type) =>
        type switch
        {
            BaseTypeDeclarationSyntax declaration => declaration.Identifier.Text,
            DelegateDeclarationSyntax declaration => declaration.Identifier.Text,
            _ => type.Kind().ToString(),
        };

    private static IEnumerable<MemberDeclarationSyntax> TopLevelTypes(CompilationUnitSyntax root) =>
        root
            .Members.SelectMany(member =>
                member is BaseNamespaceDeclarationSyntax declared ? declared.Members : [member]
            )
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);
}
