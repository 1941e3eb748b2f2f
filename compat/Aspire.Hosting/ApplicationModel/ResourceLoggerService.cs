using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What the processes wrote.</summary>
public sealed class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the lines an instance wrote, of which the last 2,000 are kept, and then each new one.</summary>
    /// <param name="resourceName">The instance.</param>
    /// <returns>The lines, in batches.</returns>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => WatchLinesAsync(resourceName);

    /// <summary>The lines an instance wrote, of which the last 2,000 are kept.</summary>
    /// <param name="resourceName">The instance.</param>
    /// <returns>One batch.</returns>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask;
        yield return For(resourceName).Read(afterLine: 0).Lines;
    }

    internal ResourceLog For(string resourceId) => _logs.GetOrAdd(resourceId, _ => new ResourceLog());

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchLinesAsync(
        string resourceId,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var log = For(resourceId);
        var seen = 0;
        while (true)
        {
            var (lines, changed) = log.Read(seen);
            if (lines.Count > 0)
            {
                seen = lines[^1].LineNumber;
                yield return lines;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }
}
