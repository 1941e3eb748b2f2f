using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>Looks at the chat file each second, and says in the log what became of one that changed.</summary>
internal sealed class ChatFileWatch(ChatFileSource source, TimeProvider time, ILogger<ChatFileWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (source.Provider is { } provider && provider.LookAgain())
                {
                    Tell(provider.Faults);
                }
            }
            catch (AggregateException exception)
            {
                // Of those who use the settings; the file was taken.
                ChatFileLog.NotFollowed(logger, exception);
            }
        }
    }

    private void Tell(IReadOnlyList<string> faults)
    {
        if (faults.Count == 0)
        {
            ChatFileLog.Read(logger);
        }
        foreach (var fault in faults)
        {
            ChatFileLog.Refused(logger, fault);
        }
    }
}
