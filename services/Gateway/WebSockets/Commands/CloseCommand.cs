using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>close</c>: end a conversation for good.</summary>
internal sealed class CloseCommand(ConversationResources.ConversationResourcesClient conversations)
    : MoveCommand("close", ConversationMoveAction.Close, conversations);
