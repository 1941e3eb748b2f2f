using System.Net;
using System.Net.Sockets;

namespace Chat.Gateway.ClientAddresses;

/// <summary>Where a request comes from: the connection's address, or what trusted proxies say it was.</summary>
internal static class ClientAddress
{
    private const int Ipv6NetworkBytes = 8;

    /// <summary>
    /// The address to count requests by; an IPv6 client is its network of 64 bits, within which it can choose. Null for
    /// the machine itself: that is no client, but a proxy which was not made known.
    /// </summary>
    public static string? Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return null;
        }
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }
        if (IPAddress.IsLoopback(address))
        {
            return null;
        }
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? NetworkOf(address) : address.ToString();
    }

    private static string NetworkOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(Ipv6NetworkBytes).Clear();
        return new IPAddress(bytes).ToString();
    }
}
