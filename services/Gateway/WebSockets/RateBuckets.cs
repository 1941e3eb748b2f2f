namespace Chat.Gateway.WebSockets;

/// <summary>
/// How often one principal may use each command, over all its sockets of this instance: a bucket of tokens for each
/// command, made when it is first used. Safe for concurrent use.
/// </summary>
internal sealed class RateBuckets(int commands, double perSecond, double burst, TimeProvider time)
{
    private readonly Lock gate = new();
    private Bucket[]? buckets;

    /// <summary>Takes a token; else how long until there is one.</summary>
    public TimeSpan? TryTake(int command)
    {
        var now = time.GetTimestamp();
        lock (gate)
        {
            buckets ??= new Bucket[commands];
            ref var bucket = ref buckets[command];
            var tokens =
                bucket.At == 0
                    ? burst
                    : Math.Min(burst, bucket.Tokens + (time.GetElapsedTime(bucket.At, now).TotalSeconds * perSecond));
            if (tokens < 1)
            {
                return TimeSpan.FromSeconds((1 - tokens) / perSecond);
            }
            bucket = new Bucket(tokens - 1, now);
            return null;
        }
    }

    private readonly record struct Bucket(double Tokens, long At);
}
