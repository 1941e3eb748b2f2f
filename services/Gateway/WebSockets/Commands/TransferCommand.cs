using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Grpc.Core;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>transfer</c>: give a conversation to another agent.</summary>
internal sealed class TransferCommand(Assignments.AssignmentsClient assignments) : CallCommand<AgentFrame>("transfer")
{
    protected override AgentFrame Read(JsonFields fields) => AgentFrame.Read(fields, isRequired: true);

    protected override async Task CallAsync(AgentFrame frame, CallOptions options)
    {
        var request = new TransferRequest
        {
            ConversationId = frame.ConversationId,
            AgentId = frame.AgentId,
            Note = frame.Note,
        };
        _ = await assignments.TransferAsync(request, options);
    }
}
