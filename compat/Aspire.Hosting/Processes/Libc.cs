using System.Runtime.InteropServices;

namespace Aspire.Hosting.Processes;

/// <summary>The system calls .NET has no face for.</summary>
internal static partial class Libc
{
    /// <summary>Signals a process, or with a negative number the group it leads. False when there is none.</summary>
    public static bool Signal(int processId, UnixSignal signal) => Kill(processId, (int)signal) == 0;

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int GetParentProcessId();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
