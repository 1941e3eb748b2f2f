using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Architecture.Tests;

/// <summary>Wire types never pass the edge; what is known at the edge stays there.</summary>
public sealed class EdgeTests
{
    private static readonly string[] WireNamespaces =
    [
        "Google.Protobuf",
        "Grpc.Core",
        "Microsoft.AspNetCore.Http",
        "Chat.Contracts",
    ];

    [Fact]
    public void Handlers_Services_KnowNoWireTypes() =>
        Faults.AssertNone(
            from file in Sources.Services
            where file.Types.Any(IsUseCaseHandler)
            from used in file.Usings
            where WireNamespaces.Any(wire => used.StartsWith(wire, StringComparison.Ordinal))
            select $"{file.Path} uses {used}"
        );

    [Fact]
    public void Entities_Services_KnowNoWireTypes() =>
        Faults.AssertNone(
            from file in Sources.Services
            where file.Types.Any(type => Entities.Value.Contains(SourceFile.NameOf(type)))
            from used in file.Usings
            where WireNamespaces.Any(wire => used.StartsWith(wire, StringComparison.Ordinal))
            select $"{file.Path} uses {used}"
        );

    [Fact]
    public void Consumers_Everywhere_HaveADefinition() =>
        Faults.AssertNone(
            from file in Sources.Production
            from type in file.Nodes<ClassDeclarationSyntax>()
            where
                type.BaseList?.Types.Any(t => t.Type.ToString().StartsWith("IConsumer<", StringComparison.Ordinal))
                    is true
            where !Definitions.Value.Contains($"ConsumerDefinition<{type.Identifier}{type.TypeParameterList}>")
            select $"{file.At(type)}: {type.Identifier} has no ConsumerDefinition"
        );

    // Entities are what an entity configuration maps.
    private static readonly Lazy<HashSet<string>> Entities = new(() =>
        BaseTypesOf(Sources.Services)
            .Where(name => name.StartsWith("IEntityTypeConfiguration<", StringComparison.Ordinal))
            .Select(name => name["IEntityTypeConfiguration<".Length..^1])
            .ToHashSet(StringComparer.Ordinal)
    );

    private static readonly Lazy<HashSet<string>> Definitions = new(() =>
        BaseTypesOf(Sources.Production).ToHashSet(StringComparer.Ordinal)
    );

    private static IEnumerable<string> BaseTypesOf(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => file.Nodes<BaseTypeSyntax>()).Select(parent => parent.Type.ToString());

    // A handler of streams is their connection, and so an edge itself.
    private static bool IsUseCaseHandler(MemberDeclarationSyntax type) =>
        type is ClassDeclarationSyntax handler
        && handler.Identifier.Text.EndsWith("Handler", StringComparison.Ordinal)
        && handler
            .Members.OfType<MethodDeclarationSyntax>()
            .Any(method => method.Identifier.Text == "HandleAsync" && !method.ParameterList.Parameters.Any(IsStream));

    private static bool IsStream(ParameterSyntax parameter) =>
        parameter.Type?.ToString().StartsWith("IAsyncStreamReader<", StringComparison.Ordinal) is true;
}
