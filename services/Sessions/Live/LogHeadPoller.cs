using Npgsql;

namespace Chat.Sessions.Live;

/// <summary>
/// Looks how far the followed logs reach: every second while Redis is away, at once when it is back, and now and then
/// otherwise, so that no lost message stays unnoticed.
/// </summary>
internal sealed class LogHeadPoller(
    LogHub hub,
    LogReads reads,
    RedisLog redis,
    TimeProvider time,
    ILogger<LogHeadPoller> logger
) : BackgroundService
{
    private const int Page = 1000;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan QuietInterval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        var last = time.GetTimestamp();
        var wasAway = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var away = !redis.IsConnected;
            if (away || wasAway || time.GetElapsedTime(last) >= QuietInterval)
            {
                last = time.GetTimestamp();
                await LookAsync(stoppingToken);
            }

            wasAway = away;
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var page in hub.Topics.Chunk(Page))
        {
            try
            {
                foreach (var (conversationId, lastSequence) in await reads.HeadsAsync(page, cancellationToken))
                {
                    hub.TellHead(conversationId, lastSequence);
                }
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                LiveLog.HeadsFailed(logger, exception, page.Length, Tick);
                return;
            }
        }
    }
}
