using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>reopen</c>: what ended goes on.</summary>
internal sealed class ReopenCommand(ConversationResources.ConversationResourcesClient conversations)
    : MoveCommand("reopen", ConversationMoveAction.Reopen, conversations);
