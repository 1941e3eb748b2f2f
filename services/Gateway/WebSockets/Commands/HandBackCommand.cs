using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Grpc.Core;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>handBack</c>: leave a conversation to the AI.</summary>
internal sealed class HandBackCommand(Assignments.AssignmentsClient assignments)
    : CallCommand<ConversationFrame>("handBack")
{
    protected override ConversationFrame Read(JsonFields fields) => ConversationFrame.Read(fields);

    protected override async Task CallAsync(ConversationFrame frame, CallOptions options)
    {
        var request = new HandBackRequest { ConversationId = frame.ConversationId };
        _ = await assignments.HandBackAsync(request, options);
    }
}
