using Chat.Gateway.Limits;

namespace Chat.Gateway.WebSockets;

/// <summary>A socket's place among those of its address, given back once, however often it is disposed of.</summary>
/// <param name="counts">Where it is counted.</param>
/// <param name="address">The address; null: not counted.</param>
internal sealed class SocketPlace(OpenCounts<string> counts, string? address) : IDisposable
{
    private string? held = address;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref held, null) is { } counted)
        {
            counts.Leave(counted);
        }
    }
}
