using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>What the agent chooses to be.</summary>
internal sealed record StatusFrame(string Id, PresenceStatus Status) : ClientFrame(Id);
