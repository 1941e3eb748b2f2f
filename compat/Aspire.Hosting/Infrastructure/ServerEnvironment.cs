using Aspire.Hosting.Orchestration;
using Aspire.Hosting.State;

namespace Aspire.Hosting.Infrastructure;

/// <summary>What the native servers find around them: no more than they need.</summary>
internal static class ServerEnvironment
{
    public static Dictionary<string, string> Create(StateFolder state) =>
        new(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            ["LANG"] = "C.UTF-8",
            ["TZ"] = "UTC",
            [EnvironmentComposer.OwnerVariable] = state.Path,
        };

    /// <summary>The server's own account when the AppHost is root and the account exists; otherwise none.</summary>
    public static string? Account(string name) =>
        Environment.IsPrivilegedProcess
        && File.Exists("/etc/passwd")
        && File.ReadLines("/etc/passwd").Any(line => line.StartsWith(name + ":", StringComparison.Ordinal))
            ? name
            : null;
}
