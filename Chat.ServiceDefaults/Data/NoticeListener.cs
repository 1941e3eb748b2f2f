using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.ServiceDefaults.Data;

/// <summary>Hears what any instance's transactions tell, over one connection for all readers of the service.</summary>
/// <remarks>
/// <list type="number">
/// <item>A connection of its own listens. A notice is part of its transaction: it comes when that is committed, or never.</item>
/// <item>Once it listens every reader catches up: what was told before, or while no connection was there, nobody heard.</item>
/// <item>A reader catches up again when its time has come, or when it was told something without sense.</item>
/// <item>A connection that breaks is made anew, after a pause that grows while it does not work.</item>
/// </list>
/// </remarks>
internal sealed class NoticeListener(
    ServiceDataSources sources,
    DatabaseReadiness readiness,
    IEnumerable<INoticeReader> readers,
    TimeProvider time,
    ILogger<NoticeListener> logger
) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly List<Hearer> hearers = [.. readers.Select(static reader => new Hearer(reader))];
    private TimeSpan pause = FirstPause;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception)
                when (FaultClassifier.IsStatementFault(exception) || FaultClassifier.IsDatabaseOutage(exception))
            {
                // Whatever it failed of, the connection's or a reader's: the service does not stand and fall with hearing.
                DataLog.Deaf(logger, exception.GetType().Name, pause);
            }

            await Task.Delay(pause, time, stoppingToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await sources.OpenSessionAsync(cancellationToken);
        connection.Notification += (_, notice) => Hear(notice.Channel, notice.Payload);
        var channels = hearers.SelectMany(static hearer => hearer.Reader.Channels).Distinct(StringComparer.Ordinal);
        await using (
            var listen = new NpgsqlCommand(
                string.Join("; ", channels.Select(static name => $"listen {name}")),
                connection
            )
        )
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        DataLog.Listening(logger);
        pause = FirstPause;
        hearers.ForEach(static hearer => hearer.MustCatchUp = true);
        while (true)
        {
            var next = await CatchUpAsync(cancellationToken);
            await connection.WaitAsync(next, cancellationToken);
        }
    }

    private void Hear(string channel, string payload)
    {
        foreach (var hearer in hearers)
        {
            if (hearer.Reader.Channels.Contains(channel, StringComparer.Ordinal) && !hearer.Reader.Hear(payload))
            {
                DataLog.StrangeNotice(logger, channel);
                hearer.MustCatchUp = true;
            }
        }
    }

    /// <summary>Lets those catch up that must.</summary>
    /// <returns>How long until the next has to; more than zero, which to Npgsql would be without end.</returns>
    private async Task<TimeSpan> CatchUpAsync(CancellationToken cancellationToken)
    {
        var next = LongestWait;
        foreach (var hearer in hearers)
        {
            if (hearer.MustCatchUp || hearer.TimeLeft(time) <= TimeSpan.Zero)
            {
                hearer.Begin(time);
                await hearer.Reader.CatchUpAsync(cancellationToken);
            }

            var left = hearer.TimeLeft(time) ?? LongestWait;
            next = left < next ? left : next;
        }

        return next > ShortestWait ? next : ShortestWait;
    }

    private sealed class Hearer(INoticeReader reader)
    {
        private long caughtUpAt;

        public INoticeReader Reader => reader;

        public bool MustCatchUp { get; set; }

        public void Begin(TimeProvider time) => (MustCatchUp, caughtUpAt) = (false, time.GetTimestamp());

        /// <summary>Until it has to catch up by itself; null: it never has to.</summary>
        public TimeSpan? TimeLeft(TimeProvider time) =>
            reader.CatchUpInterval == Timeout.InfiniteTimeSpan
                ? null
                : reader.CatchUpInterval - time.GetElapsedTime(caughtUpAt);
    }
}
