using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Architecture.Tests;

/// <summary>All settings of the services, read from their options classes.</summary>
internal static class SettingCatalog
{
    private static readonly Lazy<IReadOnlyList<Setting>> AllSettings = new(() => [.. Sections().SelectMany(Walk)]);

    private static readonly Lazy<
        ILookup<(string Owner, string Name), (SourceFile File, ClassDeclarationSyntax Type)>
    > Classes = new(() =>
        (
            from file in Sources.Production
            from type in file.Nodes<ClassDeclarationSyntax>()
            where
                type.Identifier.Text.EndsWith("Options", StringComparison.Ordinal)
                || type.Identifier.Text.EndsWith("Settings", StringComparison.Ordinal)
            select (file, type)
        ).ToLookup(found => (OwnerOf(found.file.Path), found.type.Identifier.Text))
    );

    public static IReadOnlyList<Setting> All => AllSettings.Value;

    private static IEnumerable<(SourceFile File, ClassDeclarationSyntax Type, string Section)> Sections() =>
        from file in Sources.Production
        from type in file.Nodes<ClassDeclarationSyntax>()
        where type.Identifier.Text.EndsWith("Options", StringComparison.Ordinal)
        let section = SectionOf(type)
        where section is not null
        select (file, type, section);

    private static string? SectionOf(ClassDeclarationSyntax type) =>
        type.Identifier.Text == "VendorOptions"
            ? "Inference:<vendor>" // one section for each vendor, named by a method instead of a constant
            : type
                .Members.OfType<FieldDeclarationSyntax>()
                .SelectMany(field => field.Declaration.Variables)
                .Where(variable => variable.Identifier.Text == "Section")
                .Select(variable => (variable.Initializer?.Value as LiteralExpressionSyntax)?.Token.ValueText)
                .FirstOrDefault();

    private static IEnumerable<Setting> Walk((SourceFile File, ClassDeclarationSyntax Type, string Prefix) at)
    {
        var (file, type, prefix) = at;
        var parents = (type.BaseList?.Types ?? []).SelectMany(parent => Find(file, parent.Type));
        foreach (var setting in parents.SelectMany(parent => Walk((parent.File, parent.Type, prefix))))
        {
            yield return setting;
        }

        foreach (var property in type.Members.OfType<PropertyDeclarationSyntax>().Where(IsSetting))
        {
            var (name, valueType) = Unwrap($"{prefix}:{property.Identifier.Text}", property.Type);
            var inner = Find(file, valueType).ToList();
            foreach (var setting in inner.SelectMany(found => Walk((found.File, found.Type, name))))
            {
                yield return setting;
            }

            if (inner.Count == 0)
            {
                var value = SettingDefault.Of(property);
                yield return new Setting(OwnerOf(file.Path), name, value, DocComment.SummaryOf(property));
            }
        }
    }

    private static bool IsSetting(PropertyDeclarationSyntax property) =>
        property.AccessorList is not null && property.Modifiers.Any(SyntaxKind.PublicKeyword);

    /// <summary>Takes lists and dictionaries off a type, and says so in the name.</summary>
    private static (string Name, TypeSyntax Type) Unwrap(string name, TypeSyntax type) =>
        type switch
        {
            NullableTypeSyntax nullable => Unwrap(name, nullable.ElementType),
            ArrayTypeSyntax array => Unwrap(name + ":<n>", array.ElementType),
            GenericNameSyntax { TypeArgumentList.Arguments: [var item] } => Unwrap(name + ":<n>", item),
            GenericNameSyntax { TypeArgumentList.Arguments: [_, var item] } => Unwrap(name + ":<name>", item),
            _ => (name, type),
        };

    /// <summary>The class of a type that holds further settings; nothing for a plain value.</summary>
    private static IEnumerable<(SourceFile File, ClassDeclarationSyntax Type)> Find(SourceFile near, TypeSyntax type) =>
        Classes.Value[(OwnerOf(near.Path), type.ToString())].Take(1);

    private static string OwnerOf(string path) =>
        string.Join('/', path.Split('/').Take(path.StartsWith("services/", StringComparison.Ordinal) ? 2 : 1));
}
