using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>An entry of the log; or, without one, how far the log reaches; or, with neither, that signals wait.</summary>
internal readonly record struct LogNews(LogEntry? Entry, long Head);
