using System.Runtime.CompilerServices;

namespace Chat.Testing.Time;

/// <summary>Ends a test that waits for something that never comes.</summary>
public static class TimeoutExtensions
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(30);

    /// <summary>Waits for a task, by default at most 30 seconds.</summary>
    public static async Task WithTimeout(
        this Task task,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(task))] string? expression = null
    )
    {
        try
        {
            await task.WaitAsync(limit ?? Default);
        }
        catch (TimeoutException exception) when (!task.IsCompleted)
        {
            throw new TimeoutException($"This took longer than {limit ?? Default}: {expression}", exception);
        }
    }

    /// <summary>Waits for a task's value, by default at most 30 seconds.</summary>
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
