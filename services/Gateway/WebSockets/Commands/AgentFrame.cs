using Chat.Gateway.Json;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>Something is to happen to a conversation, for which an agent may be named.</summary>
internal sealed record AgentFrame(string Id, string ConversationId, string Note, string AgentId)
    : NotedFrame(Id, ConversationId, Note)
{
    public static AgentFrame Read(JsonFields fields, bool isRequired)
    {
        var (id, conversationId, note) = NotedFrame.Read(fields);
        return new AgentFrame(
            id,
            conversationId,
            note,
            isRequired ? fields.RequiredId("agentId") : fields.Id("agentId") ?? ""
        );
    }
}
