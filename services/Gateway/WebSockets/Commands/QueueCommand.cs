using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Grpc.Core;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>queue</c>: let a conversation wait for another agent.</summary>
internal sealed class QueueCommand(Assignments.AssignmentsClient assignments) : CallCommand<ConversationFrame>("queue")
{
    protected override ConversationFrame Read(JsonFields fields) => ConversationFrame.Read(fields);

    protected override async Task CallAsync(ConversationFrame frame, CallOptions options)
    {
        var request = new QueueRequest { ConversationId = frame.ConversationId };
        _ = await assignments.QueueAsync(request, options);
    }
}
