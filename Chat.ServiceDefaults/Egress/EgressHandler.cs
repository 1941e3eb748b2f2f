using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Egress;

/// <summary>
/// Makes the handler for requests to addresses that customers chose. It follows no redirect, uses no proxy, keeps no
/// cookie, and dials only addresses that <see cref="PublicAddress"/> allows.
/// </summary>
/// <remarks>
/// The check sits in the connect callback, on the very addresses that are dialled next: a check of the name beforehand
/// would be undone by a name that answers differently the second time (DNS rebinding).
/// </remarks>
/// <param name="options">The rules.</param>
/// <param name="resolver">Who resolves names.</param>
public sealed class EgressHandler(IOptions<EgressOptions> options, IHostResolver resolver)
{
    /// <summary>
    /// How long finding a host and connecting to it may take, 10 s. Then the client's call ends as if it were cancelled, though
    /// none of its tokens is.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Makes one; the caller disposes of it.</summary>
    /// <param name="maxConnectionsPerHost">Most connections to one host, at least 1.</param>
    /// <returns>The handler.</returns>
    public SocketsHttpHandler Create(int maxConnectionsPerHost) =>
        new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTimeout,
            ConnectCallback = ConnectAsync,
            MaxConnectionsPerServer = maxConnectionsPerHost,
            // An answer's head has its bound as its body has: 16 KB.
            MaxResponseHeadersLength = 16,
            // What follows the kilobyte we keep is not worth reading for the connection's sake.
            MaxResponseDrainSize = 4096,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            // Names are resolved anew now and then, so that an endpoint can move.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        var endpoint = context.DnsEndPoint;
        var addresses = await resolver.ResolveAsync(endpoint.Host, cancellationToken);
        var allowed = options.Value.AllowPrivateNetworks ? addresses : [.. addresses.Where(PublicAddress.IsPublic)];
        if (allowed.Length == 0)
        {
            throw new EgressBlockedException(endpoint.Host);
        }

        return await DialAsync(allowed, endpoint.Port, cancellationToken);
    }

    // Of several addresses one may never answer, for one because this machine has IPv6 in name only: each has its share of
    // the time, and the last one what is left.
    private async Task<Stream> DialAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var share = ConnectTimeout / addresses.Length;
        foreach (var address in addresses[..^1])
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(share);
            try
            {
                return await DialAsync(address, port, limit.Token);
            }
            catch (Exception exception)
                when (exception is SocketException or OperationCanceledException
                    && !cancellationToken.IsCancellationRequested
                )
            {
                // The next one may be reached.
                continue;
            }
        }

        return await DialAsync(addresses[^1], port, cancellationToken);
    }

    private static async Task<Stream> DialAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            // Not handled, only cleaned up: whatever failed goes on to the caller.
            socket.Dispose();
            throw;
        }
    }
}
