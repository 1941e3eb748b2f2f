using Chat.Gateway.Json;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>Something is to happen to a conversation, for which an agent may be named.</summary>
internal sealed record AgentFrame(string Id, string ConversationId, string AgentId)
    : ConversationFrame(Id, ConversationId)
{
    public static AgentFrame Read(JsonFields fields, bool isRequired)
    {
        var (id, conversationId) = ConversationFrame.Read(fields);
        return new AgentFrame(
            id,
            conversationId,
            isRequired ? fields.RequiredId("agentId") : fields.Id("agentId") ?? ""
        );
    }
}
