using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Grpc.Core;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>queue</c>: let a conversation wait for another agent.</summary>
internal sealed class QueueCommand(Assignments.AssignmentsClient assignments) : CallCommand<NotedFrame>("queue")
{
    protected override NotedFrame Read(JsonFields fields) => NotedFrame.Read(fields);

    protected override async Task CallAsync(NotedFrame frame, CallOptions options)
    {
        var request = new QueueRequest { ConversationId = frame.ConversationId, Note = frame.Note };
        _ = await assignments.QueueAsync(request, options);
    }
}
