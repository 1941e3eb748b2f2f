using Microsoft.Extensions.Logging;

namespace Chat.Testing.Logs;

/// <summary>One recorded log message.</summary>
public sealed record LogEntry(string Category, LogLevel Level, EventId EventId, string Message, Exception? Exception);
