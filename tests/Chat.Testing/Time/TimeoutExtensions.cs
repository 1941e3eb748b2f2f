using System.Runtime.CompilerServices;

namespace Chat.Testing.Time;

/// <summary>Ends a test that waits for something that never comes; by <see cref="RunningTime"/>.</summary>
public static class TimeoutExtensions
{
    private static readonly TimeSpan Default = TimeSpan.FromMinutes(2);

    /// <summary>Waits for a task, by default at most two minutes.</summary>
    public static async Task WithTimeout(
        this Task task,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(task))] string? expression = null
    )
    {
        var end = RunningTime.Now + (limit ?? Default);
        for (var left = limit ?? Default; left > TimeSpan.Zero; left = end - RunningTime.Now)
        {
            try
            {
                await task.WaitAsync(left);
                return;
            }
            catch (TimeoutException) when (!task.IsCompleted)
            {
                // Unless this process stood still meanwhile, that was the last round.
            }
        }

        throw new TimeoutException($"This took longer than {limit ?? Default}: {expression}");
    }

    /// <summary>Waits for a task's value, by default at most two minutes.</summary>
    public static async Task<T> WithTimeout<T>(
        this Task<T> task,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(task))] string? expression = null
    )
    {
        await ((Task)task).WithTimeout(limit, expression);
        return await task;
    }
}
