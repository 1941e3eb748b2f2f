using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Chat.Testing.Logs;

/// <summary>Records what is logged, so that a test can look at it and an unexpected error fails it.</summary>
public sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<LogEntry> entries = new();

    /// <summary>What was logged so far, oldest first.</summary>
    public IReadOnlyList<LogEntry> Entries => [.. entries];

    /// <summary>Throws when anything was logged as an error.</summary>
    public void AssertNoErrors()
    {
        var errors = Entries.Where(static entry => entry.Level >= LogLevel.Error).ToList();
        if (errors.Count > 0)
        {
            throw new InvalidOperationException(
                "Errors were logged:\n"
                    + string.Join(
                        '\n',
                        errors.Select(static entry => $"{entry.Category}: {entry.Message} {entry.Exception}")
                    )
            );
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    /// <summary>A logger for a class under test.</summary>
    public ILogger<T> CreateLogger<T>() => new Recorder<T>(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The entries outlive the host that logged them: tests look at them afterwards.
    }

    private class Recorder(LogRecorder owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => owner.entries.Enqueue(new LogEntry(category, logLevel, eventId, formatter(state, exception), exception));
    }

    private sealed class Recorder<T>(LogRecorder owner) : Recorder(owner, typeof(T).FullName!), ILogger<T>;
}
