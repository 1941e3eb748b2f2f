using System.Security.Cryptography;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Testing;

/// <summary>What keeps an application under test apart from a running one and from other tests.</summary>
internal static class TestDefaults
{
    public static void Apply(DistributedApplicationOptions options)
    {
        var state = Path.Combine(
            Path.GetTempPath(),
            "apphost-" + RandomNumberGenerator.GetHexString(12, lowercase: true)
        );
        options.DisableDashboard = true;
        options.Args =
        [
            $"--{OrchestratorOptions.RandomizePortsKey}=true",
            $"--{OrchestratorOptions.DisposableStateKey}=true",
            $"--{OrchestratorOptions.QuietKey}=true",
            $"--CHAT_STATE={state}",
            .. options.Args ?? [],
        ];
    }
}
