using Chat.Gateway.Json;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>Something is to happen to a conversation, with a word for the colleague who gets it.</summary>
/// <param name="Note">Empty: none.</param>
internal record NotedFrame(string Id, string ConversationId, string Note) : ConversationFrame(Id, ConversationId)
{
    private const int MaxNote = 5_000;

    public static new NotedFrame Read(JsonFields fields)
    {
        var (id, conversationId) = ConversationFrame.Read(fields);
        return new NotedFrame(id, conversationId, fields.Text("note", 1, MaxNote) ?? "");
    }
}
