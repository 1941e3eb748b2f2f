using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Live;

/// <summary>
/// Looks how far the followed logs reach: every second while Redis is away and shortly after, and now and then
/// otherwise, so that no lost message stays unnoticed. Now and then it also looks who speaks, so that no reader waits for
/// the end of a reply whose speaker died together with the instance that took it in.
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
        var quiet = time.GetTimestamp();
        var looks = 0;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            looks = redis.IsConnected ? Math.Max(0, looks - 1) : LooksAfterOutage;
            if (time.GetElapsedTime(quiet) >= QuietInterval)
            {
                quiet = time.GetTimestamp();
                await LookAsync(atSpeakers: true, stoppingToken);
            }
            else if (looks > 0)
            {
                await LookAsync(atSpeakers: false, stoppingToken);
            }
        }
    }

    // A speaker that lost the store for a while holds no lease either, and tries for some seconds to go on: between two looks at
    // who speaks lies more time than that.
    private async Task LookAsync(bool atSpeakers, CancellationToken cancellationToken)
    {
        foreach (var page in hub.Topics.Chunk(Page))
        {
            try
            {
                foreach (var (conversationId, head) in await reads.HeadsAsync(page, cancellationToken))
                {
                    hub.TellHead(conversationId, atSpeakers ? head : head with { Speaking = null });
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
