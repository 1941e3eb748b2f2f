using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>Add a message, to a conversation named by one of its ids or (neither) to a new one.</summary>
internal sealed record SendFrame(string Id) : ClientFrame(Id)
{
    public string? ConversationId { get; init; }
    public string? ExternalId { get; init; }
    public required string Text { get; init; }
    public required string ClientMessageId { get; init; }

    /// <summary>Whom a secret key speaks for.</summary>
    public Author? Author { get; init; }
}
