using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>Add a message, to a conversation named by one of its ids or (neither) to a new one.</summary>
internal sealed record SendFrame(string Id) : ClientFrame(Id)
{
    public string? ConversationId { get; init; }
    public string? ExternalId { get; init; }
    public required string Text { get; init; }
    public required string ClientMessageId { get; init; }

    public MessageType Type { get; init; }

    /// <summary>Only agents and the backend see it.</summary>
    public bool IsInternal { get; init; }

    /// <summary>A JSON object, or empty.</summary>
    public string Metadata { get; init; } = "";

    /// <summary>What a customer says of itself for the AI; null: nothing.</summary>
    public ReplyContext? Context { get; init; }

    /// <summary>Whom a secret key speaks for.</summary>
    public Author? Author { get; init; }
}
