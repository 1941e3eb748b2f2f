using System.Globalization;
using System.Text;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Orchestration;

/// <summary>Ends processes of an earlier run that was killed together with its guardian.</summary>
internal static class OrphanSweep
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>The caller holds the lock of the state folder, so whoever bears its mark has no owner any more.</summary>
    public static async Task RunAsync(string stateFolder, CancellationToken cancellationToken)
    {
        var orphans = Find(stateFolder);
        if (orphans.Count == 0)
        {
            return;
        }
        orphans.ForEach(orphan => Libc.Signal(orphan.Id, UnixSignal.Terminate));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        using var poll = new PeriodicTimer(s_pollInterval);
        try
        {
            while (orphans.Exists(orphan => orphan.IsAlive()))
            {
                await poll.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            orphans.FindAll(orphan => orphan.IsAlive()).ForEach(o => Libc.Signal(o.Id, UnixSignal.Kill));
        }
    }

    private static List<ProcessIdentity> Find(string stateFolder)
    {
        if (!Directory.Exists("/proc/self"))
        {
            return [];
        }
        var mark = $"{EnvironmentComposer.OwnerVariable}={stateFolder}";
        return
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(folder => Path.GetFileName(folder))
                .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(name => int.Parse(name, CultureInfo.InvariantCulture))
                .Where(id => id != Environment.ProcessId && HasMark(id, mark))
                .Select(ProcessIdentity.Find)
                .OfType<ProcessIdentity>(),
        ];
    }

    private static bool HasMark(int processId, string mark)
    {
        try
        {
            var environment = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{processId}/environ"));
            return environment.Split('\0').Contains(mark, StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile, or another user's.
            return false;
        }
    }
}
