using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>Adds a message.</summary>
internal sealed record SendMessageCommand(string? ConversationId) : XcelsiorCommand(ConversationId)
{
    /// <summary>1 to 10,000 UTF-16 units.</summary>
    public required string Content { get; init; }

    public required MessageType Type { get; init; }

    /// <summary>A JSON object; empty for none.</summary>
    public required string Metadata { get; init; }

    /// <summary>By which a repetition is known, 1 to 128; null: the client makes none.</summary>
    public required string? ClientMessageId { get; init; }
}
