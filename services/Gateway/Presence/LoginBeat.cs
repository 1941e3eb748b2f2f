using Chat.Gateway.Auth;

namespace Chat.Gateway.Presence;

/// <summary>What is told of a login with a beat.</summary>
internal sealed record LoginBeat(Caller Agent, Guid LoginId, bool IsConnected, bool IsActive);
