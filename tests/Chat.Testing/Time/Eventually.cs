using System.Runtime.CompilerServices;

namespace Chat.Testing.Time;

/// <summary>Waits for what gives no signal of its own, for example a row in a database.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Waits until a condition holds; fails after two minutes.</summary>
    public static Task TrueAsync(
        Func<bool> condition,
        CancellationToken cancellationToken,
        [CallerArgumentExpression(nameof(condition))] string? expression = null
    ) => TrueAsync(() => Task.FromResult(condition()), cancellationToken, Limit, expression);

    /// <summary>Waits until a condition holds; fails after a limit, by default two minutes.</summary>
    public static async Task TrueAsync(
        Func<Task<bool>> condition,
        CancellationToken cancellationToken,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(condition))] string? expression = null
    )
    {
        var end = RunningTime.Now + (limit ?? Limit);
        using var timer = new PeriodicTimer(Interval);
        while (!await condition())
        {
            if (RunningTime.Now > end)
            {
                throw new TimeoutException($"This did not come true within {limit ?? Limit}: {expression}");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
