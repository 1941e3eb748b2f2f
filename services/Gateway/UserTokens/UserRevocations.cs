using System.Collections.Concurrent;
using Chat.Contracts.Sessions.V1;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.UserTokens;

/// <summary>
/// Which users' tokens are void, in memory: a token costs no question, and a revocation reaches every instance with its
/// next poll (<see cref="RevocationPoll"/>).
/// </summary>
internal sealed class UserRevocations(IOptions<UserTokenOptions> options, TimeProvider time)
{
    private static readonly TimeSpan FirstLimit = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(Guid TenantId, string UserId), long> generations = new();

    // Oldest first, to be forgotten first. Written by the poll alone.
    private readonly Queue<(Guid TenantId, string UserId, long Generation)> order = new();
    private long last;
    private long forgotten;
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long heardAt;

    /// <summary>A user's tokens became void.</summary>
    public event Action<Guid, string>? Revoked;

    /// <summary>Up to where revocations are known.</summary>
    public long Last => Volatile.Read(ref last);

    /// <summary>What is known is recent enough to let anybody in. Of an instance that just started it is waited for.</summary>
    public async ValueTask<bool> IsCurrentAsync()
    {
        if (!first.Task.IsCompleted)
        {
            await first.Task.WaitAsync(FirstLimit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return first.Task.IsCompleted && time.GetElapsedTime(Volatile.Read(ref heardAt)) < options.Value.MaxStaleness;
    }

    /// <summary>Whether a token of this generation is void.</summary>
    public bool IsVoid(Guid tenantId, string userId, long generation) =>
        generations.TryGetValue((tenantId, userId), out var since)
            ? generation < since
            : generation < Volatile.Read(ref forgotten);

    /// <summary>Takes what was revoked behind <see cref="Last"/>.</summary>
    public void Learn(IReadOnlyList<Revocation> revocations)
    {
        foreach (var revocation in revocations)
        {
            var key = (Guid.Parse(revocation.TenantId), revocation.UserId);
            generations[key] = revocation.Generation;
            order.Enqueue((key.Item1, key.UserId, revocation.Generation));
            Volatile.Write(ref last, revocation.Generation);
            Revoked?.Invoke(key.Item1, key.UserId);
        }
        while (order.Count > options.Value.MaxRevocations)
        {
            Forget(order.Dequeue());
        }
    }

    /// <summary>There was nothing more to learn just now.</summary>
    public void Heard()
    {
        Volatile.Write(ref heardAt, time.GetTimestamp());
        _ = first.TrySetResult();
    }

    // First the bound, then the entry: a reader in between finds the token void either way.
    private void Forget((Guid TenantId, string UserId, long Generation) oldest)
    {
        var key = (oldest.TenantId, oldest.UserId);
        if (generations.TryGetValue(key, out var since) && since == oldest.Generation)
        {
            Volatile.Write(ref forgotten, oldest.Generation);
            _ = generations.TryRemove(new KeyValuePair<(Guid, string), long>(key, since));
        }
    }
}
