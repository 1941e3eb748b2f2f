using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>The last lines one instance wrote.</summary>
internal sealed class ResourceLog
{
    // Enough to see how a process began and what it said before it ended; the file holds more.
    private const int MaxLines = 2_000;
    private const int MaxLineLength = 8_192;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public void Append(string content, bool isError)
    {
        var kept = content.Length > MaxLineLength ? content[..MaxLineLength] : content;
        TaskCompletionSource signal;
        lock (_lock)
        {
            _lines.Enqueue(new LogLine(++_count, kept, isError));
            if (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }
            signal = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        signal.SetResult();
    }

    public (IReadOnlyList<LogLine> Lines, Task Changed) Read(int afterLine)
    {
        lock (_lock)
        {
            return ([.. _lines.Where(line => line.LineNumber > afterLine)], _changed.Task);
        }
    }

    public IReadOnlyList<string> Tail(int count)
    {
        lock (_lock)
        {
            return [.. _lines.TakeLast(count).Select(line => line.Content)];
        }
    }
}
