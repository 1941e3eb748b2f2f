using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>
/// Options that are read anew when the configuration changes, if they are right then: wrong ones are told in the log, all
/// faults at once, and those before stay in force.
/// </summary>
/// <remarks>
/// The framework's own monitor throws out of the file watcher and at each reader instead. What hangs on several options at
/// once must make the others anew, too, in <see cref="Changed"/>: nothing is said about whose turn comes first.
/// </remarks>
public sealed class LiveOptions<T> : IOptions<T>, IDisposable
    where T : class
{
    private readonly IOptionsFactory<T> factory;
    private readonly ILogger<LiveOptions<T>> logger;
    private readonly List<IDisposable> changes = [];
    private readonly Lock gate = new();
    private volatile T value;

    /// <summary>Reads them for the first time.</summary>
    /// <exception cref="OptionsValidationException">They are wrong.</exception>
    public LiveOptions(
        IOptionsFactory<T> factory,
        IEnumerable<IOptionsChangeTokenSource<T>> sources,
        ILogger<LiveOptions<T>> logger
    )
    {
        (this.factory, this.logger) = (factory, logger);
        value = factory.Create(Options.DefaultName);
        foreach (var source in sources.Where(source => source.Name == Options.DefaultName))
        {
            changes.Add(ChangeToken.OnChange(source.GetChangeToken, Reload));
        }
    }

    /// <summary>Raised with new options, before they are <see cref="Value"/>; refusing them by
    /// <see cref="OptionsValidationException"/> leaves the old ones in force. One at a time.</summary>
    public event Action<T>? Changed;

    /// <summary>The last ones that were right.</summary>
    public T Value => value;

    /// <inheritdoc/>
    public void Dispose() => changes.ForEach(change => change.Dispose());

    private void Reload()
    {
        lock (gate)
        {
            try
            {
                var read = factory.Create(Options.DefaultName);
                Changed?.Invoke(read);
                value = read;
            }
            catch (OptionsValidationException exception)
            {
                foreach (var fault in exception.Failures)
                {
                    ChatFileLog.OptionsRefused(logger, typeof(T).Name, fault);
                }
            }
        }
    }
}
