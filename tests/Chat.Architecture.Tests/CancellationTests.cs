using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Architecture.Tests;

/// <summary>What takes time can be cancelled.</summary>
public sealed class CancellationTests
{
    private const double MinShare = 0.95;

    // Methods whose signature a framework gives, with the token inside one of their parameters.
    private static readonly string[] TokenCarriers =
    [
        "CancellationToken",
        "ServerCallContext",
        "HttpContext",
        "HttpRequest",
        "ConsumeContext",
        "EndpointFilterInvocationContext",
        "StatusCodeContext",
        "ConnectionContext",
    ];

    [Fact]
    public void Methods_Async_TakeAToken()
    {
        var methods = AsyncMethods().ToList();

        var without = methods
            .Where(found => !TakesToken(found.Method) && !BelongsToToken(found.Method) && !DecidesAgainst(found.Method))
            .ToList();

        Assert.True(
            without.Count <= methods.Count * (1 - MinShare),
            $"{without.Count} of {methods.Count} async methods cannot be cancelled:\n"
                + string.Join(
                    '\n',
                    without.Select(found => $"{found.File.At(found.Method)}: {found.Method.Identifier}")
                )
        );
    }

    [Fact]
    public void Tokens_Everywhere_AreNotAbbreviated() =>
        Faults.AssertNone(
            from file in Sources.Production
            from parameter in file.Nodes<ParameterSyntax>()
            where parameter.Type?.ToString() == "CancellationToken"
            where parameter.Identifier.Text is "ct" or "token" or "cancel" or "cancellation" or "t" or "c"
            select $"{file.At(parameter)}: {parameter.Identifier}"
        );

    [Fact]
    public void Tokens_InternalMethods_HaveNoDefault() =>
        Faults.AssertNone(
            from file in Sources.Services
            from method in file.Nodes<MethodDeclarationSyntax>()
            where !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
            // The signature of IHealthCheck.
            where method.Identifier.Text != "CheckHealthAsync"
            from parameter in method.ParameterList.Parameters
            where parameter.Type?.ToString() == "CancellationToken" && parameter.Default is not null
            select $"{file.At(parameter)}: {method.Identifier}"
        );

    private static IEnumerable<(SourceFile File, MethodDeclarationSyntax Method)> AsyncMethods() =>
        from file in Sources.Production
        from method in file.Nodes<MethodDeclarationSyntax>()
        let type = method.ReturnType.ToString()
        where
            type is "Task" or "ValueTask"
            || type.StartsWith("Task<", StringComparison.Ordinal)
            || type.StartsWith("ValueTask<", StringComparison.Ordinal)
        where method.Identifier.Text != "Main" && !CleansUp(method.Identifier.Text)
        // The signatures of IAuthorizationPolicyProvider.
        where !method.Identifier.Text.EndsWith("PolicyAsync", StringComparison.Ordinal)
        // An override has the signature it was given.
        where !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        select (file, method);

    // What gives back, as DisposeAsync does, runs to its end.
    private static bool CleansUp(string name) =>
        name is "DisposeAsync" or "CloseAsync" or "LeaveAsync" or "UnsubscribeAsync" or "GiveUpAsync";

    // Half of a commit is none: who decides against cancelling writes so where it would have been passed on.
    private static bool DecidesAgainst(MethodDeclarationSyntax method) =>
        method
            .DescendantNodes()
            .OfType<MemberAccessExpressionSyntax>()
            .Any(access => access.ToString() == "CancellationToken.None");

    // An object made for one call or one loop carries its token itself; so does what is handed such an object.
    private static bool BelongsToToken(MethodDeclarationSyntax method) =>
        method.Ancestors().OfType<TypeDeclarationSyntax>().Any(CarriesToken)
        || method.ParameterList.Parameters.Any(parameter => Carriers.Value.Contains(parameter.Type?.ToString() ?? ""));

    private static readonly Lazy<HashSet<string>> Carriers = new(() =>
        Sources
            .Production.SelectMany(file => file.Nodes<TypeDeclarationSyntax>())
            .Where(CarriesToken)
            .Select(type => type.Identifier.Text)
            .ToHashSet(StringComparer.Ordinal)
    );

    private static bool CarriesToken(TypeDeclarationSyntax type) =>
        type.ParameterList?.Parameters.Any(IsToken) is true
        || type.Members.OfType<ConstructorDeclarationSyntax>().Any(c => c.ParameterList.Parameters.Any(IsToken))
        || type.Members.OfType<FieldDeclarationSyntax>().Any(f => IsTokenType(f.Declaration.Type))
        || type.Members.OfType<PropertyDeclarationSyntax>().Any(p => IsTokenType(p.Type));

    private static bool IsToken(ParameterSyntax parameter) => parameter.Type is { } type && IsTokenType(type);

    private static bool IsTokenType(TypeSyntax type) =>
        type.ToString() is "CancellationToken" or "CancellationTokenSource";

    private static bool TakesToken(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.Any(parameter =>
            TokenCarriers.Any(carrier => parameter.Type?.ToString().Contains(carrier, StringComparison.Ordinal) is true)
        );
}
