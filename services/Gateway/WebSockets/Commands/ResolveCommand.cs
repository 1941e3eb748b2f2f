using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>resolve</c>: all is said, thinks the company.</summary>
internal sealed class ResolveCommand(ConversationResources.ConversationResourcesClient conversations)
    : MoveCommand("resolve", ConversationMoveAction.Resolve, conversations);
