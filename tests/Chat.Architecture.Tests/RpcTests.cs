using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Architecture.Tests;

/// <summary>Each RPC of the contracts, one by one: who serves it to whom, and how it is called.</summary>
public sealed partial class RpcTests
{
    // The one place that opens channels: what comes from it sets the deadline and the identity.
    private const string ClientWiring = "Chat.ServiceDefaults/Grpc/";

    [Fact]
    public void Rpcs_OfTheContracts_AreFound() => Assert.True(Rpcs().Count() >= 11);

    [Fact]
    public void Rpcs_Every_AreServedAndDemandAnIdentity() =>
        Faults.AssertNone(
            from rpc in Rpcs()
            let server = Servers().SingleOrDefault(server => server.Service == rpc.Service)
            let method = server.Type?.Members.OfType<MethodDeclarationSyntax>().SingleOrDefault(m => IsServing(m, rpc))
            let fault = method is null ? "nobody serves it"
            : IsAuthorized(server.File!, server.Type!, method) ? null
            : "says nobody who may call it ([Authorize] or RequireAuthorization)"
            where fault is not null
            select $"{rpc.Service}/{rpc.Name}: {fault}"
        );

    [Fact]
    public void Clients_Generated_ComeFromTheWiringThatSetsDeadlines() =>
        Faults.AssertNone(
            from file in Sources.Production
            where !file.Path.StartsWith(ClientWiring, StringComparison.Ordinal)
            from node in file.Root.DescendantNodes()
            let written = node switch
            {
                ObjectCreationExpressionSyntax made when IsClient(made.Type.ToString(), file) => made.ToString(),
                MemberAccessExpressionSyntax access when access.ToString() == "GrpcChannel.ForAddress" =>
                    access.ToString(),
                IdentifierNameSyntax { Identifier.Text: "CallInvoker" or "CreateCallInvoker" } name => name.ToString(),
                _ => null,
            }
            where written is not null
            select $"{file.At(node)}: {written}"
        );

    [Fact]
    public void Clients_Injected_AreRegisteredByTheirService() =>
        Faults.AssertNone(
            from file in Sources.Services
            from parameter in file.Nodes<ParameterSyntax>()
            let type = parameter.Type?.ToString() ?? ""
            where IsClient(type, file)
            let service = string.Join('/', file.Path.Split('/')[..2]) + "/"
            where !Registered(service).Contains(ClientName(type, file))
            select $"{file.At(parameter)}: no AddGrpcClient<{type}> in {service}"
        );

    [Fact]
    public void Calls_InSomebodysName_AreAlwaysInSomebodysName() =>
        Faults.AssertNone(
            from file in Sources.Services
            where file.Usings.Any(used => used == "Grpc.Core")
            from made in file.Nodes<ObjectCreationExpressionSyntax>()
            where made.Type.ToString() == "CallOptions"
            select $"{file.At(made)}: use GrpcCall.As, which carries the identity"
        );

    private static IEnumerable<(string Service, string Name)> Rpcs() =>
        from path in Repository.Files("protos/chat", ".proto")
        let text = Repository.Read(path)
        from Match service in Service().Matches(text)
        from Match rpc in Rpc().Matches(service.Groups["body"].Value)
        select (service.Groups["name"].Value, rpc.Groups["name"].Value);

    private static IEnumerable<(SourceFile? File, ClassDeclarationSyntax? Type, string Service)> Servers() =>
        from file in Sources.Services
        from type in file.Nodes<ClassDeclarationSyntax>()
        from parent in type.BaseList?.Types ?? []
        let match = ServiceBase().Match(parent.Type.ToString())
        where match.Success
        select ((SourceFile?)file, (ClassDeclarationSyntax?)type, match.Groups["name"].Value);

    private static bool IsServing(MethodDeclarationSyntax method, (string Service, string Name) rpc) =>
        method.Identifier.Text == rpc.Name && method.Modifiers.Any(SyntaxKind.OverrideKeyword);

    private static bool IsAuthorized(SourceFile file, ClassDeclarationSyntax type, MethodDeclarationSyntax method)
    {
        var service = string.Join('/', file.Path.Split('/')[..2]) + "/";
        return type.AttributeLists.Concat(method.AttributeLists)
                .SelectMany(list => list.Attributes)
                .Any(attribute => attribute.Name.ToString() == "Authorize")
            || Sources.Services.Any(other =>
                other.Path.StartsWith(service, StringComparison.Ordinal)
                && other.Text.Contains(
                    $"MapGrpcService<{type.Identifier}>().RequireAuthorization(",
                    StringComparison.Ordinal
                )
            );
    }

    private static HashSet<string> Registered(string service) =>
        Sources
            .Services.Where(file => file.Path.StartsWith(service, StringComparison.Ordinal))
            .SelectMany(file =>
                file.Nodes<GenericNameSyntax>()
                    .Where(name => name.Identifier.Text == "AddGrpcClient")
                    .Select(name => ClientName(name.TypeArgumentList.Arguments[0].ToString(), file))
            )
            .ToHashSet(StringComparer.Ordinal);

    private static bool IsClient(string type, SourceFile file) => ClientClass().IsMatch(Unaliased(type, file));

    private static string ClientName(string type, SourceFile file) => Unaliased(type, file).Split('.')[^1];

    private static string Unaliased(string type, SourceFile file) =>
        file.Nodes<UsingDirectiveSyntax>()
            .Where(u => u.Alias?.Name.ToString() == type)
            .Select(u => u.NamespaceOrType.ToString())
            .FirstOrDefault(type);

    [GeneratedRegex(
        @"^service (?<name>\w+) \{(?<body>.*?)^\}",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Service();

    [GeneratedRegex(@"^  rpc (?<name>\w+)\(", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rpc();

    // As generated: `Replies.RepliesBase`, `Replies.RepliesClient`.
    [GeneratedRegex(@"(^|\.)(?<name>\w+)\.\k<name>Base$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServiceBase();

    [GeneratedRegex(@"(^|\.)(?<name>\w+)\.\k<name>Client$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClientClass();
}
