using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>A conversation to begin, or to find.</summary>
internal sealed record OpenFrame(string Id, OpenConversationRequest Request) : ClientFrame(Id);
