using Chat.Gateway.Live;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>Follow a conversation (by one of its ids) or a topic; the frame's id names the subscription.</summary>
internal sealed record SubscribeFrame(string Id) : ClientFrame(Id)
{
    public string? ConversationId { get; init; }
    public string? ExternalId { get; init; }

    /// <summary>One of <see cref="SubscribeCommand.Topics"/>.</summary>
    public string? Topic { get; init; }

    /// <summary>With the topic <c>agent</c>: whose; null for the reader's own.</summary>
    public string? AgentId { get; init; }

    public bool WithSignals { get; init; }
    public LogCursor Cursor { get; init; }
}
