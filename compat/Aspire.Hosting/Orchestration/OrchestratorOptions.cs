using Aspire.Hosting.State;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Orchestration;

/// <summary>How the AppHost runs its resources.</summary>
internal sealed record OrchestratorOptions(string StateFolder, bool RandomizePorts, bool DisposableState, bool Quiet)
{
    /// <summary>Configuration keys the testing builder sets; the first is the official packages' spelling.</summary>
    public const string RandomizePortsKey = "DcpPublisher:RandomizePorts";
    public const string DisposableStateKey = "AppHost:DisposableState";
    public const string QuietKey = "AppHost:Quiet";

    public static OrchestratorOptions Read(IConfiguration configuration) =>
        new(
            StateLocation.Find(configuration),
            configuration.GetValue(RandomizePortsKey, defaultValue: false),
            configuration.GetValue(DisposableStateKey, defaultValue: false),
            configuration.GetValue(QuietKey, defaultValue: false)
        );
}
