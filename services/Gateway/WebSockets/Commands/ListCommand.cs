using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>conversation.list</c>: a page of the conversations the caller may see, as REST lists them.</summary>
internal sealed class ListCommand(ConversationResources.ConversationResourcesClient conversations)
    : AnswerCommand<ListFrame>("conversation.list")
{
    // A page is one frame, and waits in the socket's queue as a whole.
    private const int MaxLimit = 50;
    private const int DefaultLimit = 20;
    private const int MaxWord = 64;
    private const int MaxStatuses = 100;
    private const int MaxQuery = 200;
    private const int MaxCursor = 100;

    protected override ListFrame Read(JsonFields fields) =>
        new(
            fields.RequiredText("id", 1, SocketProtocol.MaxId),
            new ListConversationsRequest
            {
                Q = fields.Text("q", 1, MaxQuery) ?? "",
                Mode = fields.OneOf("mode", "ai", "manual") ?? "",
                Status = fields.Text("status", 1, MaxStatuses) ?? "",
                Priority = fields.Text("priority", 1, MaxWord) ?? "",
                Channel = fields.Text("channel", 1, MaxWord) ?? "",
                AssignedAgentId = fields.Id("assignedAgentId") ?? "",
                CustomerId = fields.Id("customerId") ?? "",
                Tag = fields.Text("tag", 1, MaxWord) ?? "",
                Label = fields.Text("label", 1, MaxWord) ?? "",
                Sort = fields.Text("sort", 1, MaxWord) ?? "",
                Cursor = fields.Text("cursor", 1, MaxCursor) ?? "",
                Limit = fields.Integer("limit", 1, MaxLimit) ?? DefaultLimit,
            }
        );

    protected override async Task<byte[]> AskAsync(SocketConnection socket, ListFrame frame, CallOptions options)
    {
        var page = await conversations.ListConversationsAsync(frame.Request, options);
        var forOwner = socket.Principal.Kind is PrincipalKind.Visitor or PrincipalKind.User;
        return ConversationFrames.Listed(frame.Id, page, forOwner);
    }
}
