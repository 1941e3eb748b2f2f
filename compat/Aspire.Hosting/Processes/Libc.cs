using System.Runtime.InteropServices;

namespace Aspire.Hosting.Processes;

/// <summary>The system calls .NET has no face for.</summary>
internal static partial class Libc
{
    /// <summary>Signals a process, or with a negative number the group it leads. False when there is none.</summary>
    public static bool Signal(int processId, UnixSignal signal) => Kill(processId, (int)signal) == 0;

    /// <summary>How many files this process may have open.</summary>
    public static ulong GetOpenFileLimit()
    {
        var resource = OperatingSystem.IsMacOS() ? 8 : 7;
        return GetResourceLimit(resource, out var limit) == 0
            ? limit.Now
            : throw new DistributedApplicationException("The limit of open files cannot be read.");
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int GetParentProcessId();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetResourceLimit(int resource, out ResourceLimit limit);

    // Each is a word of the machine.
    private readonly record struct ResourceLimit(nuint Now, nuint Most);
}
