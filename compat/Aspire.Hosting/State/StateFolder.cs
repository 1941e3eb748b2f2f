using System.Diagnostics;
using Aspire.Hosting.Infrastructure;

namespace Aspire.Hosting.State;

/// <summary>The folder with data, passwords and logs, held by one AppHost at a time.</summary>
internal sealed class StateFolder : IDisposable
{
    // A new Postgres cluster takes about 40 MB and its log 64 MB before the first checkpoint; the rest is for growth.
    private const long MinFreeBytes = 300L * 1024 * 1024;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // The servers' accounts pass through to their own folders but cannot list this one.
    private const UnixFileMode Traversable = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly FileStream _lock;

    private StateFolder(string path, FileStream heldLock)
    {
        Path = path;
        _lock = heldLock;
    }

    public string Path { get; }

    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <exception cref="DistributedApplicationException">It is in use, not ours, not writable, or the disk is full.</exception>
    public static StateFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path, Environment.IsPrivilegedProcess ? Traversable : OwnerOnly);
            RefuseForeignFolder(path);
            File.SetUnixFileMode(path, Environment.IsPrivilegedProcess ? Traversable : OwnerOnly);
            RefuseFullDisk(path);
            var heldLock = Lock(path);
            Directory.CreateDirectory(System.IO.Path.Combine(path, "logs"), OwnerOnly);
            return new StateFolder(path, heldLock);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException(
                $"The state folder {path} cannot be used: {exception.Message} Set CHAT_STATE to another folder.",
                exception
            );
        }
    }

    /// <summary>Makes a folder below, owned by the account its server runs as.</summary>
    public string Prepare(string name, string? account)
    {
        var folder = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(folder, OwnerOnly);
        if (account is not null)
        {
            Give(folder, account);
        }
        return folder;
    }

    /// <summary>Makes a folder below that the servers' accounts pass through.</summary>
    public void PrepareTraversable(string name) =>
        File.SetUnixFileMode(
            Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName,
            Environment.IsPrivilegedProcess ? Traversable : OwnerOnly
        );

    public void Dispose() => _lock.Dispose();

    private static void Give(string folder, string account)
    {
        using var chown = Process.Start(
            new ProcessStartInfo(NativeTool.Chown.Require(), ["-R", $"{account}:", folder])
        )!;
        chown.WaitForExit();
        if (chown.ExitCode != 0)
        {
            throw new DistributedApplicationException($"Folder {folder} could not be given to the account {account}.");
        }
    }

    // /var/tmp is open to all: a folder somebody else made there first could replace what root runs and trusts.
    private static void RefuseForeignFolder(string path)
    {
        if (new DirectoryInfo(path).LinkTarget is not null)
        {
            throw new DistributedApplicationException(
                $"The state folder {path} is a link. Set CHAT_STATE to the folder it should be."
            );
        }
        if (Environment.IsPrivilegedProcess && OwnerOf(path) != "0")
        {
            throw new DistributedApplicationException(
                $"The state folder {path} belongs to another user, and root would trust what is in it. "
                    + "Remove it, or set CHAT_STATE to another folder."
            );
        }
    }

    private static string OwnerOf(string path)
    {
        var command = new ProcessStartInfo(NativeTool.Stat.Require(), ["-c", "%u", path])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var stat = Process.Start(command)!;
        return stat.StandardOutput.ReadToEnd().Trim();
    }

    private static void RefuseFullDisk(string path)
    {
        var free = new DriveInfo(path).AvailableFreeSpace;
        if (free < MinFreeBytes)
        {
            throw new DistributedApplicationException(
                $"The disk of the state folder {path} is full: {free / 1_000_000} MB free, "
                    + $"at least {MinFreeBytes / 1_000_000} MB are needed. Free some, or set CHAT_STATE to another disk."
            );
        }
    }

    private static FileStream Lock(string path)
    {
        var file = System.IO.Path.Combine(path, "lock");
        try
        {
            var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            stream.SetLength(0);
            stream.Write(System.Text.Encoding.ASCII.GetBytes($"{Environment.ProcessId}\n"));
            stream.Flush();
            return stream;
        }
        catch (IOException exception) when (File.Exists(file))
        {
            throw new DistributedApplicationException(
                $"The state folder {path} is in use by another AppHost. Stop that one (./run.sh --stop), "
                    + "or set CHAT_STATE to another folder.",
                exception
            );
        }
    }
}
