using Chat.Sessions.Sweeps;
using StackExchange.Redis;

namespace Chat.Sessions.CustomerPresence;

/// <summary>Tells which customers are in their conversations.</summary>
internal sealed class CustomerPresences(
    CustomerScreens screens,
    Absences absences,
    IConnectionMultiplexer redis,
    ILogger<CustomerPresences> logger
)
{
    /// <summary>A status for each conversation; only for those on this instance's screens while Redis is away.</summary>
    public async Task<Dictionary<Guid, CustomerStatus>> FindAsync(
        IReadOnlyList<Guid> conversations,
        CancellationToken cancellationToken
    )
    {
        var found = conversations.Where(screens.IsOpenHere).ToDictionary(id => id, _ => CustomerStatus.Online);
        List<Guid> others = [.. conversations.Where(id => !found.ContainsKey(id))];
        if (others.Count == 0 || !redis.IsConnected)
        {
            return found;
        }

        try
        {
            var open = await screens.OpenAnywhereAsync(others, cancellationToken);
            var expected = await absences.ExpectedAsync([.. others.Where(id => !open.Contains(id))], cancellationToken);
            foreach (var id in others)
            {
                found[id] =
                    open.Contains(id) ? CustomerStatus.Online
                    : expected.Contains(id) ? CustomerStatus.Away
                    : CustomerStatus.Offline;
            }
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            CustomerPresenceLog.Blind(logger, exception);
        }

        return found;
    }
}
