using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>Which conversations are wanted.</summary>
internal sealed record ListFrame(string Id, ListConversationsRequest Request) : ClientFrame(Id);
