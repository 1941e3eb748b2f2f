using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Architecture.Tests;

/// <summary>Where things are: a stranger finds a feature by its folder, a type by its file.</summary>
public sealed class LayoutTests
{
    private static readonly string[] Drawers =
    [
        "Helpers",
        "Utils",
        "Utilities",
        "Common",
        "Misc",
        "Managers",
        "Internal",
        "Interfaces",
        "Models",
        "Services",
    ];

    private const int MaxRecordsOfAFile = 3;

    private static readonly string[] DrawerSuffixes = ["Helper", "Helpers", "Utils", "Util", "Manager"];

    [Fact]
    public void Folders_InsideServices_AreFeatures() =>
        Faults.AssertNone(
            Sources
                .Services.Select(file => file.Path)
                .Where(path => path.Split('/')[2..^1].Any(folder => Drawers.Contains(folder, StringComparer.Ordinal)))
        );

    [Fact]
    public void Types_Production_AreNoDrawers() =>
        Faults.AssertNone(
            from file in Sources.Production
            from type in file.Types
            let name = SourceFile.NameOf(type)
            where DrawerSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal)) || name == "Extensions"
            select $"{file.At(type)}: {name}"
        );

    [Fact]
    public void Files_Production_HoldOneTypeOrOneUseCase() =>
        Faults.AssertNone(
            from file in Sources.Production
            where file.Types.Count > 1 && !IsUseCase(file) && !IsFamily(file)
            select $"{file.Path}: {string.Join(", ", file.Types.Select(SourceFile.NameOf))}"
        );

    [Fact]
    public void Files_Production_AreNamedAsTheirType() =>
        Faults.AssertNone(
            from file in Sources.Production
            let name = Path.GetFileNameWithoutExtension(file.Path)
            where file.Types.Count == 1 && name != "Program"
            let type = SourceFile.NameOf(file.Types[0])
            where type != name && !IsGenericForm(name, type) && !IsUseCase(file)
            where !file.Path.EndsWith("Errors.cs", StringComparison.Ordinal)
            select $"{file.Path}: {type}"
        );

    [Fact]
    public void Namespaces_Production_FollowTheFolders() =>
        Faults.AssertNone(
            from file in Sources.Production
            from declared in file.Nodes<BaseNamespaceDeclarationSyntax>()
            where declared is not FileScopedNamespaceDeclarationSyntax || declared.Name.ToString() != NamespaceOf(file)
            select $"{file.Path}: {declared.Name}, expected {NamespaceOf(file)};"
        );

    [Fact]
    public void Classes_Production_AreSealed() =>
        Faults.AssertNone(
            from file in Sources.Production
            from type in file.Nodes<ClassDeclarationSyntax>()
            where !type.Modifiers.Any(IsSealing) && !IsDerivedFrom(type.Identifier.Text)
            select $"{file.At(type)}: {type.Identifier}"
        );

    // A use case is its request, its result and its handler, side by side.
    private static bool IsUseCase(SourceFile file) =>
        file.Types.Any(type => SourceFile.NameOf(type).EndsWith("Handler", StringComparison.Ordinal));

    // What is read together stands together: a feature's named errors; a closed set of cases below their base; the parts
    // of one settings tree with its validator; a record and the records it is made of.
    private static bool IsFamily(SourceFile file) =>
        file.Path.EndsWith("Errors.cs", StringComparison.Ordinal)
        || file.Path.EndsWith("Options.cs", StringComparison.Ordinal)
        || file.Types.Skip(1).All(type => IsCaseOf(type, SourceFile.NameOf(file.Types[0])))
        || (file.Types.Count <= MaxRecordsOfAFile && file.Types.All(type => type is RecordDeclarationSyntax));

    // A case derives from its base; a generic form has its base's name.
    private static bool IsCaseOf(MemberDeclarationSyntax type, string parent) =>
        SourceFile.NameOf(type) == parent
        || type is TypeDeclarationSyntax { BaseList.Types: var parents }
            && parents.Any(candidate => candidate.Type.ToString().Split('<', '(')[0] == parent);

    // ResultOfT.cs holds Result<T>.
    private static bool IsGenericForm(string file, string type) =>
        file.StartsWith(type, StringComparison.Ordinal)
        && file.AsSpan(type.Length) is "OfT" or "OfTContext" or "OfTResult" or "T";

    private static bool IsSealing(SyntaxToken modifier) =>
        modifier.IsKind(SyntaxKind.SealedKeyword)
        || modifier.IsKind(SyntaxKind.StaticKeyword)
        || modifier.IsKind(SyntaxKind.AbstractKeyword);

    private static bool IsDerivedFrom(string name) =>
        Sources
            .All.SelectMany(file => file.Nodes<BaseTypeSyntax>())
            .Any(parent => parent.Type.ToString().Split('<')[0].Split('.')[^1] == name);

    private static string NamespaceOf(SourceFile file)
    {
        var folders = file.Path.Split('/')[..^1];
        string[] parts = folders[0] == "services" ? ["Chat", .. folders[1..]] : folders;
        return string.Join('.', parts);
    }
}
