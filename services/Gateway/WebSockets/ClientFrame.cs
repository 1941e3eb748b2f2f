using Chat.Gateway.Live;

namespace Chat.Gateway.WebSockets;

/// <summary>A frame from the client.</summary>
/// <param name="Id">Chosen by the client; the answer carries it.</param>
internal abstract record ClientFrame(string Id);

/// <summary>Who speaks: allowed only as the first frame.</summary>
internal sealed record AuthFrame(string Token) : ClientFrame("");

/// <summary>Follow a conversation; the id names the subscription.</summary>
internal sealed record SubscribeFrame(string Id, string ConversationId, LogCursor Cursor) : ClientFrame(Id);

/// <summary>End the subscription with this id.</summary>
internal sealed record UnsubscribeFrame(string Id) : ClientFrame(Id);

/// <summary>Add a message, to a conversation or (null) to a new one.</summary>
internal sealed record SendFrame(string Id, string? ConversationId, string Text, string ClientMessageId)
    : ClientFrame(Id);

/// <summary>Is anybody there?</summary>
internal sealed record PingFrame(string Id) : ClientFrame(Id);
