using Chat.Gateway.Json;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>Something is to happen to a conversation.</summary>
internal record ConversationFrame(string Id, string ConversationId) : ClientFrame(Id)
{
    public static ConversationFrame Read(JsonFields fields) =>
        new(fields.RequiredText("id", 1, SocketProtocol.MaxId), fields.RequiredId("conversationId"));
}
