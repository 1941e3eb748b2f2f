using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.WebSockets;

/// <summary>Who has sockets on this instance: as many entries as there are principals connected, never more.</summary>
internal sealed class ConnectedPrincipals(CommandTable commands, IOptions<SocketOptions> options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(Guid Tenant, PrincipalKind Kind, string Subject), ConnectedPrincipal> all = [];

    /// <summary>A socket of the principal opens; an error when it has as many as it may. A company's backend is trusted.</summary>
    public Result<ConnectedPrincipal> Enter(Principal principal)
    {
        lock (gate)
        {
            if (!all.TryGetValue(KeyOf(principal), out var connected))
            {
                connected = new ConnectedPrincipal(principal, NewRates());
                all[KeyOf(principal)] = connected;
            }
            else if (
                principal.Kind != PrincipalKind.SecretKey
                && connected.Sockets >= options.Value.MaxSocketsPerPrincipal
            )
            {
                return new TooManyPrincipalSockets();
            }
            connected.Sockets++;
            return connected;
        }
    }

    /// <summary>One of its sockets is closed.</summary>
    public void Leave(ConnectedPrincipal connected)
    {
        lock (gate)
        {
            if (--connected.Sockets == 0)
            {
                _ = all.Remove(KeyOf(connected.Principal));
            }
        }
    }

    private RateBuckets NewRates() =>
        new(commands.Count, options.Value.CommandsPerSecond, options.Value.CommandBurst, time);

    private static (Guid, PrincipalKind, string) KeyOf(Principal principal) =>
        (principal.TenantId, principal.Kind, principal.Subject);
}
