using System.Collections.Concurrent;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Limits;

/// <summary>Counts open streams, in all and by visitor. Of this instance only: it protects the instance.</summary>
internal sealed class StreamSlots(IOptions<LimitsOptions> options)
{
    private readonly ConcurrentDictionary<(Guid Tenant, string Subject), int> visitors = new();
    private int open;

    /// <summary>Takes a place for one stream; it is given back by disposing.</summary>
    public Result<StreamSlot> Enter(Principal visitor)
    {
        if (Interlocked.Increment(ref open) > options.Value.MaxStreams)
        {
            _ = Interlocked.Decrement(ref open);
            return new TooManyStreams();
        }
        var key = (visitor.TenantId, visitor.Subject);
        if (visitors.AddOrUpdate(key, 1, static (_, count) => count + 1) > options.Value.MaxStreamsPerVisitor)
        {
            Leave(key);
            return new TooManyVisitorStreams();
        }
        return new StreamSlot(this, key);
    }

    /// <summary>Gives a place back.</summary>
    public void Leave((Guid Tenant, string Subject) key)
    {
        _ = Interlocked.Decrement(ref open);
        var left = visitors.AddOrUpdate(key, 0, static (_, count) => count - 1);
        if (left <= 0)
        {
            // Only if it is still 0: another stream of the visitor may have come in between.
            _ = visitors.TryRemove(new KeyValuePair<(Guid, string), int>(key, left));
        }
    }
}
