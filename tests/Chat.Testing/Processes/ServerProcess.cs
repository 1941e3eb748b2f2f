using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Chat.Testing.Processes;

/// <summary>One server as a child process; its last lines of output are kept for the message when it fails.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int KeptLines = 40;
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private ServerProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Whether this process runs as root; servers are then started as their own users.</summary>
    public static bool IsRoot { get; } = string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    public bool HasExited => process.HasExited;

    public string Output => string.Join('\n', output);

    /// <summary>Starts a server that gets a signal when this process dies.</summary>
    public static async Task<ServerProcess> StartAsync(
        string file,
        IEnumerable<string> arguments,
        string deathSignal,
        string? user = null,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo("setpriv")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (user is not null && IsRoot)
        {
            Add(start, "--reuid", user, "--regid", user, "--init-groups");
        }

        Add(start, "--pdeathsig", deathSignal, "--", file);
        Add(start, [.. arguments]);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return new ServerProcess(await ProcessKeeper.StartAsync(start));
    }

    /// <summary>Runs a command to its end; a failure throws with its output.</summary>
    public static async Task RunAsync(string file, IEnumerable<string> arguments, string? user = null)
    {
        await using var command = await StartAsync(file, arguments, "KILL", user);
        await command.process.WaitForExitAsync();
        if (command.process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} ended with {command.process.ExitCode}:\n{command.Output}");
        }
    }

    /// <summary>Asks the server to end, waits, and kills it when it does not.</summary>
    public async Task StopAsync(int signal)
    {
        if (!process.HasExited)
        {
            _ = Kill(process.Id, signal);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await StopAsync(Signals.Kill);
        }

        process.Dispose();
    }

    private static void Add(ProcessStartInfo start, params ReadOnlySpan<string> arguments)
    {
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        output.Enqueue(line);
        if (output.Count > KeptLines)
        {
            output.TryDequeue(out _);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
