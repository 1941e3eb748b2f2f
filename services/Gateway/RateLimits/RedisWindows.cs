using StackExchange.Redis;

namespace Chat.Gateway.RateLimits;

/// <summary>Windows shared by all instances: one script, hence one round trip, in which nobody comes in between.</summary>
internal sealed class RedisWindows(IConnectionMultiplexer redis)
{
    // ARGV: the window in milliseconds, then the limit of each key. Answers allowed, limit, remaining, milliseconds left.
    // What is refused is not counted, by none of the keys: who keeps asking does not push its own end away.
    private const string Script = """
        local window = tonumber(ARGV[1])
        for i = 1, #KEYS do
          if tonumber(redis.call('GET', KEYS[i]) or '0') >= tonumber(ARGV[i + 1]) then
            return {0, tonumber(ARGV[i + 1]), 0, redis.call('PTTL', KEYS[i])}
          end
        end
        local best
        for i = 1, #KEYS do
          local used = redis.call('INCR', KEYS[i])
          local left = redis.call('PTTL', KEYS[i])
          if left < 0 then
            redis.call('PEXPIRE', KEYS[i], window)
            left = window
          end
          local limit = tonumber(ARGV[i + 1])
          if best == nil or limit - used < best[3] then
            best = {1, limit, limit - used, left}
          end
        end
        return best
        """;

    private const string TakeBackScript = """
        for i = 1, #KEYS do
          if tonumber(redis.call('GET', KEYS[i]) or '0') > 0 then
            redis.call('DECR', KEYS[i])
          end
        end
        """;

    /// <summary>Counts one message against all of <paramref name="counts"/>, or against none.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<RateStanding> CountAsync(Guid tenantId, RateCount[] counts, TimeSpan window)
    {
        var keys = new RedisKey[counts.Length];
        var values = new RedisValue[counts.Length + 1];
        values[0] = (long)window.TotalMilliseconds;
        for (var index = 0; index < counts.Length; index++)
        {
            keys[index] = KeyOf(tenantId, counts[index].Key);
            values[index + 1] = counts[index].Limit;
        }
        var answer = (long[])(await redis.GetDatabase().ScriptEvaluateAsync(Script, keys, values))!;
        return new RateStanding(
            answer[0] == 1,
            (int)answer[1],
            (int)answer[2],
            TimeSpan.FromMilliseconds(Math.Max(1, answer[3]))
        );
    }

    /// <summary>Takes one back from each of <paramref name="counts"/> whose window has not ended.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task TakeBackAsync(Guid tenantId, RateCount[] counts) =>
        redis
            .GetDatabase()
            .ScriptEvaluateAsync(TakeBackScript, [.. counts.Select(count => KeyOf(tenantId, count.Key))], []);

    /// <summary>Begins a key's window anew.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task ForgetAsync(Guid tenantId, string key) => redis.GetDatabase().KeyDeleteAsync(KeyOf(tenantId, key));

    // The braces keep a tenant's keys together on a cluster, where a script may touch one slot only.
    private static RedisKey KeyOf(Guid tenantId, string key) => $"rate:{{{tenantId:N}}}:{key}";
}
