using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>An entry of the log, or, without one, how far the log reaches.</summary>
internal readonly record struct LogSignal(LogEntry? Entry, long Head);
