using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Grpc.Core;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>takeOver</c>: take a conversation from the AI, the queue or (managers) another agent.</summary>
internal sealed class TakeOverCommand(Assignments.AssignmentsClient assignments)
    : CallCommand<ConversationFrame>("takeOver")
{
    protected override ConversationFrame Read(JsonFields fields) => ConversationFrame.Read(fields);

    protected override async Task CallAsync(ConversationFrame frame, CallOptions options)
    {
        var request = new TakeOverRequest { ConversationId = frame.ConversationId };
        _ = await assignments.TakeOverAsync(request, options);
    }
}
