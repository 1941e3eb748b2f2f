namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line a process wrote.</summary>
/// <param name="LineNumber">Its number, from 1, within the run.</param>
/// <param name="Content">The text.</param>
/// <param name="IsErrorMessage">Whether it came on the error stream.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
