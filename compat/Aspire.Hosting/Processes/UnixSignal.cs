namespace Aspire.Hosting.Processes;

/// <summary>The signals used here, by their number on Linux and macOS.</summary>
internal enum UnixSignal
{
    /// <summary>Postgres: roll back and stop at once (fast shutdown).</summary>
    Interrupt = 2,

    /// <summary>Cannot be refused.</summary>
    Kill = 9,

    /// <summary>Stop in good order.</summary>
    Terminate = 15,
}
