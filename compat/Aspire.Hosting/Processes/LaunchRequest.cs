namespace Aspire.Hosting.Processes;

/// <summary>A process to start.</summary>
internal sealed record LaunchRequest
{
    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public required string WorkingDirectory { get; init; }

    /// <summary>The whole environment; nothing is inherited beyond it.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The account to run as when the AppHost is root; null for the AppHost's own.</summary>
    public string? Account { get; init; }

    public UnixSignal StopSignal { get; init; } = UnixSignal.Terminate;

    /// <summary>How long the process may take to stop before it is killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(6);
}
