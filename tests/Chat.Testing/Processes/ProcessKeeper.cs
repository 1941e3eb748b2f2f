using System.Collections.Concurrent;
using System.Diagnostics;

namespace Chat.Testing.Processes;

/// <summary>
/// Starts child processes that die with this one, even when it is killed. The kernel ties such a child to the thread
/// that started it, so all are started by one thread that lives as long as the process.
/// </summary>
internal static class ProcessKeeper
{
    // A handful of servers per test process.
    private static readonly BlockingCollection<Action> Work = new(boundedCapacity: 64);

    static ProcessKeeper() => new Thread(Run) { IsBackground = true, Name = "process keeper" }.Start();

    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                started.SetResult(
                    Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.")
                );
            }
            catch (Exception exception)
            {
                // Boundary: the thread serves everybody; the fault belongs to whoever asked.
                started.SetException(exception);
            }
        });
        return started.Task;
    }

    private static void Run()
    {
        foreach (var action in Work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
