using System.Globalization;
using StackExchange.Redis;

namespace Chat.Sessions.Speaking;

/// <summary>
/// Tells whichever instance takes in a conversation's reply that it should stop: Redis channel `stops`, one message
/// `conversation fence reason`. It only hastens: the next renewal of the lease tells the same.
/// </summary>
internal sealed class StopSignals(IConnectionMultiplexer redis, ActiveReplies active, ILogger<StopSignals> logger)
    : IHostedService
{
    private static readonly RedisChannel Channel = RedisChannel.Literal("stops");

    /// <summary>Stops the conversation's reply if it is spoken under this fence or an older one.</summary>
    public void Send(Guid conversationId, long fence, string reason)
    {
        Stop(conversationId, fence, reason);
        if (!redis.IsConnected)
        {
            return;
        }

        var signal = string.Create(CultureInfo.InvariantCulture, $"{conversationId} {fence} {reason}");
        try
        {
            redis.GetSubscriber().Publish(Channel, signal, CommandFlags.FireAndForget);
        }
        catch (Exception exception) when (exception is RedisException or ObjectDisposedException)
        {
            SpeakingLog.SignalLost(logger, exception);
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await redis.GetSubscriber().SubscribeAsync(Channel, (_, signal) => Receive(signal));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // The client subscribes by itself once Redis is there.
            SpeakingLog.SignalsUnavailable(logger, exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Receive(RedisValue signal)
    {
        var parts = signal.ToString().Split(' ');
        if (
            parts.Length == 3
            && Guid.TryParse(parts[0], out var conversationId)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var fence)
        )
        {
            Stop(conversationId, fence, parts[2]);
        }
        else
        {
            SpeakingLog.MalformedSignal(logger);
        }
    }

    private void Stop(Guid conversationId, long fence, string reason)
    {
        if (active.Find(conversationId) is { } reply && reply.Key.Fence <= fence)
        {
            reply.Stop(reason);
        }
    }
}
