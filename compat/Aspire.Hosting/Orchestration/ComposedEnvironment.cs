using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>The whole environment of a process, and the part the application set with its secrets masked.</summary>
internal sealed record ComposedEnvironment(
    IReadOnlyDictionary<string, string> Variables,
    ImmutableArray<EnvironmentVariableSnapshot> Shown
);
