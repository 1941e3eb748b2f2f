using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Architecture.Tests;

/// <summary>Settings are checked when the service starts, and explained where they are declared.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void Options_Bound_AreValidatedAtStart() =>
        Faults.AssertNone(
            from options in Bound()
            where
                !Sources.Production.Any(file =>
                    file.Text.Contains($"AddOptionsWithValidateOnStart<{options.Name}>", StringComparison.Ordinal)
                )
            select $"{options.File.Path}: {options.Name} is never validated at start"
        );

    [Fact]
    public void Options_Bound_HaveAValidator() =>
        Faults.AssertNone(
            from options in Bound()
            // A switch has no wrong value.
            where options.Type.Members.OfType<PropertyDeclarationSyntax>().Any(p => p.Type.ToString() != "bool")
            where !BaseTypes.Value.Contains($"IValidateOptions<{options.Name}>")
            select $"{options.File.Path}: nothing checks {options.Name}"
        );

    [Fact]
    public void Options_OfOurs_AreBoundInOneWay() =>
        Faults.AssertNone(
            from file in Sources.Production
            from call in file.Nodes<GenericNameSyntax>()
            where call.Identifier.Text is "AddOptions" or "Configure" or "PostConfigure"
            from argument in call.TypeArgumentList.Arguments
            where Bound().Any(options => options.Name == argument.ToString())
            select $"{file.At(call)}: {call}"
        );

    [Fact]
    public void Options_Members_AreDocumented() =>
        Faults.AssertNone(
            from options in Bound()
            from property in options.Type.Members.OfType<PropertyDeclarationSyntax>()
            where
                !property.HasLeadingTrivia
                || !property.GetLeadingTrivia().ToFullString().Contains("///", StringComparison.Ordinal)
            select $"{options.File.At(property)}: {options.Name}.{property.Identifier}"
        );

    [Fact]
    public void Configuration_Services_IsReadThroughOptions() =>
        Faults.AssertNone(
            from file in Sources.Services
            from type in file.Nodes<ClassDeclarationSyntax>()
            let parameters = (type.ParameterList?.Parameters ?? []).Concat(
                type.Members.OfType<ConstructorDeclarationSyntax>().SelectMany(c => c.ParameterList.Parameters)
            )
            where parameters.Any(parameter => parameter.Type?.ToString() is "IConfiguration")
            select $"{file.At(type)}: {type.Identifier} takes IConfiguration"
        );

    private static readonly Lazy<HashSet<string>> BaseTypes = new(() =>
        Sources
            .Production.SelectMany(file => file.Nodes<BaseTypeSyntax>())
            .Select(parent => parent.Type.ToString())
            .ToHashSet(StringComparer.Ordinal)
    );

    private static IEnumerable<(SourceFile File, ClassDeclarationSyntax Type, string Name)> Bound() =>
        from file in Sources.Production
        from type in file.Nodes<ClassDeclarationSyntax>()
        where type.Identifier.Text.EndsWith("Options", StringComparison.Ordinal)
        where
            type
                .Members.OfType<FieldDeclarationSyntax>()
                .Any(field => field.Declaration.Variables.Any(v => v.Identifier.Text == "Section"))
        select (file, type, type.Identifier.Text);
}
