using System.Runtime.InteropServices;

namespace Aspire.Hosting.Projects;

/// <summary>The dotnet command of the runtime the AppHost runs on.</summary>
internal static class DotnetHost
{
    // The runtime's folder is {root}/shared/Microsoft.NETCore.App/{version}/.
    public static string Path { get; } =
        System.IO.Path.GetFullPath(
            System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")
        );
}
