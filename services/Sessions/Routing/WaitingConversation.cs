namespace Chat.Sessions.Routing;

/// <summary>One that waits for an agent.</summary>
internal sealed record WaitingConversation
{
    public required Guid Id { get; init; }
    public required RoutingNeed Need { get; init; }
}
