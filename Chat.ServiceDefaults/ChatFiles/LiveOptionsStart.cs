using Microsoft.Extensions.Hosting;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>Has live options read with the start.</summary>
internal sealed class LiveOptionsStart<T>(LiveOptions<T> options) : IHostedService
    where T : class
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = options.Value;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
