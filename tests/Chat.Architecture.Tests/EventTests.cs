using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Architecture.Tests;

/// <summary>No event without a taker, no taker without its queue.</summary>
public sealed class EventTests
{
    private const string Queues = "protos/EventQueues.cs";

    [Fact]
    public void Queues_Every_FeedOneHandlerAndAreDeclaredByARelay() =>
        Faults.AssertNone(
            from queue in Names()
            let handlers = Uses("AddEventHandler", queue)
            let relays = Uses("AddOutboxRelay", queue)
            where handlers != 1 || relays == 0
            select $"EventQueues.{queue}: {handlers} handlers (one), {relays} relays (one at least)"
        );

    [Fact]
    public void Queues_Every_AreListedForTheOperator()
    {
        var all = Sources
            .All.Single(file => file.Path == Queues)
            .Nodes<PropertyDeclarationSyntax>()
            .Single(property => property.Identifier.Text == "All")
            .Initializer!.Value.ToString();

        Assert.Equal($"[{string.Join(", ", Names())}]", all);
    }

    [Fact]
    public void Handlers_Every_AreFed() =>
        Faults.AssertNone(
            from file in Sources.Services
            from type in file.Nodes<ClassDeclarationSyntax>()
            where type.BaseList?.Types.Any(parent => parent.Type.ToString() == "IEventHandler") is true
            where
                !Sources.Services.Any(other =>
                    other.Text.Contains($"AddEventHandler<{type.Identifier}>(", StringComparison.Ordinal)
                )
            select $"{file.At(type)}: {type.Identifier} is registered nowhere"
        );

    private static List<string> Names()
    {
        var names = Sources
            .All.Single(file => file.Path == Queues)
            .Nodes<FieldDeclarationSyntax>()
            .SelectMany(field => field.Declaration.Variables)
            .Select(variable => variable.Identifier.Text)
            .ToList();
        Assert.NotEmpty(names);
        return names;
    }

    private static int Uses(string method, string queue) =>
        Sources
            .Services.SelectMany(file => file.Nodes<InvocationExpressionSyntax>())
            .Where(call => call.Expression is MemberAccessExpressionSyntax access && NameOf(access) == method)
            .Count(call => call.ArgumentList.Arguments.Any(a => a.ToString() == $"EventQueues.{queue}"));

    private static string NameOf(MemberAccessExpressionSyntax access) => access.Name.Identifier.Text;
}
