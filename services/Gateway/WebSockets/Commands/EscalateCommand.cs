using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Grpc.Core;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>escalate</c>: ask for a person; agents hand it upwards, to the one they name or the nearest superior.</summary>
internal sealed class EscalateCommand(Assignments.AssignmentsClient assignments) : CallCommand<AgentFrame>("escalate")
{
    protected override AgentFrame Read(JsonFields fields) => AgentFrame.Read(fields, isRequired: false);

    protected override async Task CallAsync(AgentFrame frame, CallOptions options)
    {
        var request = new EscalateRequest
        {
            ConversationId = frame.ConversationId,
            AgentId = frame.AgentId,
            Note = frame.Note,
        };
        _ = await assignments.EscalateAsync(request, options);
    }
}
