using System.Globalization;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Infrastructure;

/// <summary>postmaster.pid, by which a Postgres server guards its folder against a second one.</summary>
internal static class PostmasterFile
{
    private static readonly TimeSpan s_stopPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Ends an orphan that still serves the folder, and removes the file when its process is gone or is somebody else
    /// who got the same id. The caller holds the lock of the state folder, so no rightful server can be running.
    /// </summary>
    public static async Task HealAsync(string data, CancellationToken cancellationToken)
    {
        var file = Path.Combine(data, "postmaster.pid");
        if (!File.Exists(file))
        {
            return;
        }
        var lines = await File.ReadAllLinesAsync(file, cancellationToken);
        if (
            lines.Length > 0
            && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && ProcessIdentity.Find(id) is { } server
            && Serves(id, data)
        )
        {
            await StopAsync(server, cancellationToken);
        }
        File.Delete(file);
    }

    private static bool Serves(int processId, string data)
    {
        try
        {
            return new FileInfo($"/proc/{processId}/cwd").LinkTarget is { } folder
                && Path.GetFullPath(folder) == Path.GetFullPath(data);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task StopAsync(ProcessIdentity server, CancellationToken cancellationToken)
    {
        Libc.Signal(server.Id, UnixSignal.Interrupt);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_stopPatience);
        using var poll = new PeriodicTimer(s_pollInterval);
        try
        {
            while (server.IsAlive())
            {
                await poll.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Libc.Signal(server.Id, UnixSignal.Kill);
        }
    }
}
