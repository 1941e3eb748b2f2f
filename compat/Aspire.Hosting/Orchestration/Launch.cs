using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Orchestration;

/// <summary>A process to start, and what of its environment is to be shown.</summary>
internal sealed record Launch(LaunchRequest Request)
{
    public ImmutableArray<EnvironmentVariableSnapshot> Shown { get; init; } = [];
}
