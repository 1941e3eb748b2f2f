using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>An entry of the log; or, without one, where the log stands; or, with neither, that signals wait.</summary>
internal readonly record struct LogNews(LogEntry? Entry, LogHead? Head);
