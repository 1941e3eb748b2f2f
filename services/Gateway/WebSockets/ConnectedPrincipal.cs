using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.WebSockets;

/// <summary>Somebody with at least one socket on this instance; its tabs share it.</summary>
/// <param name="Principal">Who.</param>
/// <param name="Rates">How often it may use each command.</param>
internal sealed record ConnectedPrincipal(Principal Principal, RateBuckets Rates)
{
    /// <summary>How many; guarded by <see cref="ConnectedPrincipals"/>.</summary>
    public int Sockets { get; set; }
}
