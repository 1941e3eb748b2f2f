using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Live;

/// <summary>
/// Looks how far the followed logs reach: every second while Redis is away and shortly after, and now and then
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

    // The client subscribes again some moments after it is connected again.
    private const int LooksAfterOutage = 4;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan QuietInterval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        var last = time.GetTimestamp();
        var looks = 0;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            looks = redis.IsConnected ? Math.Max(0, looks - 1) : LooksAfterOutage;
            if (looks > 0 || time.GetElapsedTime(last) >= QuietInterval)
            {
                last = time.GetTimestamp();
                await LookAsync(stoppingToken);
            }
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
            catch (Exception exception) when (FaultClassifier.IsStatementFault(exception))
            {
                LiveLog.HeadsFailed(logger, exception, page.Length, Tick);
                return;
            }
        }
    }
}
