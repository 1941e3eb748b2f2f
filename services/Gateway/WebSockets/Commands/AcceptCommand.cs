using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Grpc.Core;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>accept</c>: take a conversation that nobody has.</summary>
internal sealed class AcceptCommand(Assignments.AssignmentsClient assignments)
    : CallCommand<ConversationFrame>("accept")
{
    protected override ConversationFrame Read(JsonFields fields) => ConversationFrame.Read(fields);

    protected override async Task CallAsync(ConversationFrame frame, CallOptions options)
    {
        var request = new AcceptRequest { ConversationId = frame.ConversationId };
        _ = await assignments.AcceptAsync(request, options);
    }
}
