using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.WebSockets;

/// <summary>Who a socket is.</summary>
/// <param name="Principal">What the services are told.</param>
/// <param name="Welcome">The frame that tells the client.</param>
internal sealed record Admitted(Principal Principal, byte[] Welcome);
