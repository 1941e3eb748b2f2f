using Chat.Gateway.Auth;

namespace Chat.Gateway.WebSockets;

/// <summary>Who a socket is.</summary>
/// <param name="Caller">Who, and an agent's login.</param>
/// <param name="Welcome">The frame that tells the client.</param>
internal sealed record Admitted(Caller Caller, byte[] Welcome);
