using Chat.Gateway.ClientAddresses;
using Chat.Gateway.Limits;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.WebSockets;

/// <summary>Counts open sockets by client address. Of this instance only: it protects the instance.</summary>
internal sealed class SocketAddresses(IOptions<SocketOptions> options)
{
    private readonly OpenCounts<string> open = new(options.Value.MaxSocketsPerAddress);

    /// <summary>Takes a place for one socket; null when its address has as many as it may.</summary>
    public SocketPlace? TryEnter(HttpContext context)
    {
        var address = ClientAddress.Of(context);
        return address is null || open.TryEnter(address) ? new SocketPlace(open, address) : null;
    }

    /// <summary>A place that is not counted.</summary>
    public SocketPlace Exempt() => new(open, address: null);
}
