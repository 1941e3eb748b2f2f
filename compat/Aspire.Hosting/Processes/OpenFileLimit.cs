namespace Aspire.Hosting.Processes;

/// <summary>How many files and connections this process may have open (<c>ulimit -n</c>).</summary>
internal static class OpenFileLimit
{
    // For logs, pipes of children, the dashboard, connections between services (about 300 in all with two of each) and the
    // runtime, which ends the process when it cannot open a file.
    private const int KeptForItself = 512;
    private const int FewestRelays = 64;
    private const int MostRelays = 1_000_000;

    /// <summary>Connections of callers that may be relayed at a time: each takes two files.</summary>
    public static int Relays { get; } = RelaysOf(Libc.GetOpenFileLimit());

    /// <summary>Connections that may be relayed under a limit.</summary>
    public static int RelaysOf(ulong limit) =>
        (int)Math.Clamp((limit - Math.Min(limit, KeptForItself)) / 2, FewestRelays, MostRelays);
}
