using System.Net;
using System.Net.Sockets;

namespace Chat.ServiceDefaults.Egress;

/// <summary>
/// Tells addresses of the public internet from those that lead back into somebody's own network. Sources: the IANA
/// special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its successors).
/// </summary>
public static class PublicAddress
{
    // Everything that is not globally reachable unicast.
    private static readonly IPNetwork[] ReservedIPv4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // shared by carriers (CGNAT)
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("169.254.0.0/16"), // link-local, the clouds' metadata services among them
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments
        IPNetwork.Parse("192.0.2.0/24"), // documentation
        IPNetwork.Parse("192.88.99.0/24"), // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("198.18.0.0/15"), // benchmarking
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"), // documentation
        IPNetwork.Parse("224.0.0.0/4"), // multicast
        IPNetwork.Parse("240.0.0.0/4"), // reserved and broadcast
    ];

    // IPv6 the other way round: only this block is handed out as global unicast, so loopback, unique local, link-local,
    // multicast, mapped IPv4 and NAT64 are out without being named.
    private static readonly IPNetwork GlobalIPv6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] ReservedIPv6 =
    [
        IPNetwork.Parse("2001::/23"), // protocol assignments; Teredo embeds an IPv4 address
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4 embeds an IPv4 address
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    /// <summary>Whether a stranger may make us connect to <paramref name="address"/>.</summary>
    /// <param name="address">The address.</param>
    /// <returns>True when it is on the public internet.</returns>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        // ::ffff:127.0.0.1 reaches what 127.0.0.1 reaches.
        var effective = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return effective.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Contains(ReservedIPv4, effective),
            AddressFamily.InterNetworkV6 => GlobalIPv6.Contains(effective) && !Contains(ReservedIPv6, effective),
            _ => false,
        };
    }

    private static bool Contains(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
