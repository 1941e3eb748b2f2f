using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.Sessions.Presence;

/// <summary>
/// Who is where, in Redis: for each tenant a sorted set of `agent:login:gateway`, by when it ends unless it is told again.
/// Redis' own clock counts, so that instances whose clocks differ agree; all of it comes back with the next beats.
/// </summary>
internal sealed class PresenceLeases(IConnectionMultiplexer redis, IOptions<PresenceOptions> options)
{
    // ARGV: the lease in milliseconds, how many entries hold, these, then those that are gone.
    private const string BeatScript = """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        local held = tonumber(ARGV[2])
        for i = 3, #ARGV do
          if i - 2 <= held then
            redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[i])
          else
            redis.call('ZREM', KEYS[1], ARGV[i])
          end
        end
        redis.call('PEXPIRE', KEYS[1], ARGV[1] * 2)
        """;

    private const string ReadScript = """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
        return redis.call('ZRANGE', KEYS[1], 0, -1)
        """;

    /// <summary>Holds what is connected and lets go what is not.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public Task BeatAsync(string instance, IReadOnlyList<AgentBeat> beats, CancellationToken cancellationToken) =>
        Task.WhenAll(
            beats.GroupBy(beat => beat.Agent.TenantId).Select(tenant => BeatAsync(instance, tenant, cancellationToken))
        );

    /// <summary>The tenant's agents who are anywhere.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<HashSet<Guid>> ReadAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var members = await redis
            .GetDatabase()
            .ScriptEvaluateAsync(ReadScript, [KeyOf(tenantId)])
            .WaitAsync(cancellationToken);
        return [.. ((RedisValue[])members!).Select(AgentOf)];
    }

    private Task BeatAsync(string instance, IGrouping<Guid, AgentBeat> tenant, CancellationToken cancellationToken)
    {
        var held = tenant.Where(beat => beat.IsConnected).ToList();
        RedisValue[] values =
        [
            (long)options.Value.Lease.TotalMilliseconds,
            held.Count,
            .. held.Concat(tenant.Where(beat => !beat.IsConnected)).Select(beat => MemberOf(beat, instance)),
        ];
        return redis
            .GetDatabase()
            .ScriptEvaluateAsync(BeatScript, [KeyOf(tenant.Key)], values)
            .WaitAsync(cancellationToken);
    }

    private static RedisKey KeyOf(Guid tenantId) => $"presence:{{{tenantId:N}}}";

    private static RedisValue MemberOf(AgentBeat beat, string instance) =>
        $"{beat.Agent.AgentId:D}:{beat.LoginId:N}:{instance}";

    private static Guid AgentOf(RedisValue member) => Guid.ParseExact(member.ToString()[..36], "D");
}
