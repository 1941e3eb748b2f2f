using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Everything that is known of a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>The kind of resource, such as Project or PostgresServer.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Facts by name; <c>executable.pid</c> is the process id while it runs.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>The state.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>The health while it runs; null before the first result.</summary>
    public HealthStatus? HealthStatus { get; internal init; }

    /// <summary>Results of the health checks.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>The exit code of the process that ended last.</summary>
    public int? ExitCode { get; init; }

    /// <summary>When the process started (UTC).</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When the process ended (UTC).</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Addresses.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>The environment the resource was given, without what it inherits; secrets are masked.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    internal string? StateText => State?.Text;

    internal bool IsHealthy =>
        (StateText == KnownResourceStates.Running || StateText == KnownResourceStates.Active)
        && HealthStatus is Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy;

    internal bool IsTerminal =>
        StateText is { } text && KnownResourceStates.TerminalStates.Contains(text, StringComparer.Ordinal);

    internal CustomResourceSnapshot WithProperty(string name, object? value)
    {
        var others = Properties.Where(p => p.Name != name);
        return this with
        {
            Properties = value is null ? [.. others] : [.. others, new ResourcePropertySnapshot(name, value)],
        };
    }
}
