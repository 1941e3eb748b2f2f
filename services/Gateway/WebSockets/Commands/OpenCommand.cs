using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>conversation.open</c>: the caller's live conversation, or a new one that has no message yet.</summary>
internal sealed class OpenCommand(ConversationResources.ConversationResourcesClient conversations)
    : AnswerCommand<OpenFrame>("conversation.open")
{
    private const int MaxChannel = 32;
    private const int MaxSubject = 300;
    private const int MaxIdempotencyKey = 255;
    private const int MaxOwnerId = 128;
    private const int MaxDisplayName = 200;

    protected override OpenFrame Read(JsonFields fields) =>
        new(
            fields.RequiredText("id", 1, SocketProtocol.MaxId),
            new OpenConversationRequest
            {
                Owner = OwnerOf(fields),
                ExternalId = fields.Text("externalId", 1, SocketProtocol.MaxExternalId) ?? "",
                Channel = fields.Text("channel", 1, MaxChannel) ?? "",
                Subject = fields.Text("subject", 0, MaxSubject) ?? "",
                IdempotencyKey = fields.Text("idempotencyKey", 1, MaxIdempotencyKey) ?? "",
            }
        );

    protected override async Task<byte[]> AskAsync(SocketConnection socket, OpenFrame frame, CallOptions options)
    {
        var opened = await conversations.OpenConversationAsync(frame.Request, options);
        return ConversationFrames.Opened(frame.Id, opened, IsCustomer(socket.Principal));
    }

    private static bool IsCustomer(Principal principal) =>
        principal.Kind is PrincipalKind.Visitor or PrincipalKind.User;

    private static Author? OwnerOf(JsonFields fields) =>
        fields.Object("owner") is not { } owner
            ? null
            : new Author
            {
                Kind =
                    owner.RequiredOneOf("kind", "visitor", "user") == "visitor" ? AuthorKind.Visitor : AuthorKind.User,
                Id = owner.RequiredText("id", 1, MaxOwnerId),
                DisplayName = owner.Text("displayName", 0, MaxDisplayName) ?? "",
            };
}
