using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Limits;

/// <summary>
/// Counts open streams, in all, by visitor and by client address. Of this instance only: it protects the instance.
/// </summary>
internal sealed class StreamSlots(IOptions<LimitsOptions> options)
{
    private readonly OpenCounts<(Guid Tenant, string Subject)> visitors = new(options.Value.MaxStreamsPerVisitor);
    private readonly OpenCounts<string> addresses = new(options.Value.MaxStreamsPerAddress);
    private int open;

    /// <summary>Takes a place for one stream; it is given back by disposing.</summary>
    /// <param name="visitor">Who reads.</param>
    /// <param name="address">Where; null: not counted.</param>
    public Result<StreamSlot> Enter(Principal visitor, string? address)
    {
        if (Interlocked.Increment(ref open) > options.Value.MaxStreams)
        {
            _ = Interlocked.Decrement(ref open);
            return new TooManyInstanceStreams();
        }
        var key = (visitor.TenantId, visitor.Subject);
        if (!visitors.TryEnter(key))
        {
            _ = Interlocked.Decrement(ref open);
            return new TooManyVisitorStreams();
        }
        if (address is not null && !addresses.TryEnter(address))
        {
            Leave(key, address: null);
            return new TooManyAddressStreams();
        }
        return new StreamSlot(this, key, address);
    }

    /// <summary>Gives a place back.</summary>
    public void Leave((Guid Tenant, string Subject) visitor, string? address)
    {
        _ = Interlocked.Decrement(ref open);
        visitors.Leave(visitor);
        if (address is not null)
        {
            addresses.Leave(address);
        }
    }
}
