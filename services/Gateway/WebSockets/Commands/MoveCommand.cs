using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Grpc.Core;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>close</c>, <c>resolve</c>, <c>reopen</c>: what becomes of a conversation as a whole.</summary>
internal abstract class MoveCommand(
    string type,
    ConversationMoveAction action,
    ConversationResources.ConversationResourcesClient conversations
) : CallCommand<ConversationFrame>(type)
{
    protected override ConversationFrame Read(JsonFields fields) => ConversationFrame.Read(fields);

    protected override async Task CallAsync(ConversationFrame frame, CallOptions options)
    {
        var request = new MoveConversationRequest { ConversationId = frame.ConversationId, Action = action };
        _ = await conversations.MoveConversationAsync(request, options);
    }
}
