using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Architecture.Tests;

/// <summary>Every method of every service wants to know who calls.</summary>
public sealed class SecurityTests
{
    // What is open on purpose: probes, the machine-readable contract, and the Gateway's own front door, which looks at
    // the caller's key or token itself.
    private static readonly string[] OpenPlaces =
    [
        "Chat.ServiceDefaults/ServiceDefaultsExtensions.cs",
        "Chat.ServiceDefaults/Health/",
        "Chat.ServiceDefaults/Grpc/",
        "services/Gateway/",
    ];

    [Fact]
    public void Anonymous_Access_IsOpenedOnPurposeOnly() =>
        Faults.AssertNone(
            from file in Sources.Production
            where !OpenPlaces.Any(place => file.Path.StartsWith(place, StringComparison.Ordinal))
            from name in file.Nodes<SimpleNameSyntax>()
            where name.Identifier.Text is "AllowAnonymous" or "AllowAnonymousAttribute"
            select file.At(name)
        );

    [Fact]
    public void GrpcServices_EveryOne_IsMapped() =>
        Faults.AssertNone(
            from file in Sources.Services
            from type in file.Nodes<ClassDeclarationSyntax>()
            where type.BaseList?.Types.Any(t => t.Type.ToString().EndsWith("Base", StringComparison.Ordinal)) is true
            where type.Identifier.Text.EndsWith("GrpcService", StringComparison.Ordinal)
            let name = type.Identifier.Text
            where !Sources.Services.Any(other => other.Text.Contains($"GrpcService<{name}>", StringComparison.Ordinal))
            select $"{file.At(type)}: {name} is never mapped"
        );

    [Fact]
    public void Policies_Fallback_DemandsAnIdentity() =>
        Assert.Contains(
            Sources.Production.Where(file =>
                file.Path.StartsWith("Chat.ServiceDefaults/Identity/", StringComparison.Ordinal)
            ),
            file =>
                file.Nodes<MethodDeclarationSyntax>().Any(method => method.Identifier.Text == "GetFallbackPolicyAsync")
        );
}
