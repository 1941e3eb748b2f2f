using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>Says in the log what became of a chat file that changed.</summary>
internal sealed class ChatFileWatch(ChatFileSource source, IConfiguration configuration, ILogger<ChatFileWatch> logger)
    : IHostedService
{
    private IDisposable? changes;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        changes = ChangeToken.OnChange(configuration.GetReloadToken, Tell);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        changes?.Dispose();
        return Task.CompletedTask;
    }

    private void Tell()
    {
        if (source.Provider is not { Faults: { Count: > 0 } faults })
        {
            ChatFileLog.Read(logger);
            return;
        }
        foreach (var fault in faults)
        {
            ChatFileLog.Refused(logger, fault);
        }
    }
}
