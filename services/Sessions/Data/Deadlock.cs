using Npgsql;

namespace Chat.Sessions.Data;

/// <summary>How work begins again that the database ended because it and another waited for each other.</summary>
internal static class Deadlock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether this is why the database ended it.</summary>
    public static bool Ended(PostgresException exception) => exception.SqlState == PostgresErrorCodes.DeadlockDetected;

    /// <summary>
    /// Lets the other have the rows. Work that begins again at once can take them before the other, which waited for them,
    /// has woken; and both are where they were.
    /// </summary>
    /// <param name="tries">How often it was ended so far.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task PauseAsync(int tries, CancellationToken cancellationToken) =>
        Task.Delay(tries * Pause * (1 + Random.Shared.NextDouble()), cancellationToken);
}
