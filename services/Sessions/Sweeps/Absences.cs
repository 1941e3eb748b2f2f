using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Npgsql;
using StackExchange.Redis;

namespace Chat.Sessions.Sweeps;

/// <summary>
/// Conversations whose customer has just left the live stream and may come back: `left:{conversation}` in Redis, for the
/// tenant's reconnect window. What Redis forgets is abandoned a little earlier, and can be taken up again all the same.
/// </summary>
internal sealed class Absences(IConnectionMultiplexer redis, TenantSettings settings, ILogger<Absences> logger)
{
    /// <summary>A subscription of the customer is over; done when that is noted, or cannot be.</summary>
    public async Task LeftAsync(Guid tenantId, Guid conversationId)
    {
        if (!redis.IsConnected)
        {
            return;
        }

        try
        {
            var chat = await settings.GetAsync<ChatSettings>(tenantId, CancellationToken.None);
            var window = TimeSpan.FromSeconds(chat.ReconnectWindowSeconds);
            await redis.GetDatabase().StringSetAsync(Key(conversationId), "1", window);
        }
        catch (Exception exception)
            when (exception is RedisException or TimeoutException or NpgsqlException or ObjectDisposedException)
        {
            SweepLog.AbsenceNotNoted(logger, exception);
        }
    }

    /// <summary>Those of the conversations that nobody is expected back in; none when Redis cannot be asked.</summary>
    public async Task<List<Guid>> WithoutAsync(IReadOnlyList<Guid> conversations, CancellationToken cancellationToken)
    {
        try
        {
            var expected = await ExpectedAsync(conversations, cancellationToken);
            return [.. conversations.Where(id => !expected.Contains(id))];
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            SweepLog.AbsencesUnknown(logger, exception);
            return [];
        }
    }

    /// <summary>Those of the conversations whose customer left and may come back.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<HashSet<Guid>> ExpectedAsync(
        IReadOnlyList<Guid> conversations,
        CancellationToken cancellationToken
    )
    {
        if (conversations.Count == 0)
        {
            return [];
        }

        RedisKey[] keys = [.. conversations.Select(Key)];
        var left = await redis.GetDatabase().StringGetAsync(keys).WaitAsync(cancellationToken);
        return [.. conversations.Where((_, index) => !left[index].IsNull)];
    }

    private static RedisKey Key(Guid conversationId) => $"left:{conversationId}";
}
