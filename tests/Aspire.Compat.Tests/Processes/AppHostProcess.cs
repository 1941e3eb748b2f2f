using System.Diagnostics;
using System.Globalization;
using System.Text;
using Aspire.Hosting.Processes;

namespace Aspire.Compat.Tests.Processes;

/// <summary>The small AppHost of the tests, as a process of its own, with its output and its children.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(50);

    private readonly StringBuilder _output = new();
    private readonly CancellationTokenSource _timeout;

    /// <summary>Starts one; programs are looked for in <paramref name="searchPath"/>, by default where the tests look.</summary>
    public AppHostProcess(string stateFolder, string? searchPath = null)
    {
        StateFolder = stateFolder;
        _timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _timeout.CancelAfter(TimeSpan.FromSeconds(60));
        var assembly = Path.Combine(AppContext.BaseDirectory, "Aspire.Compat.AppHost.dll");
        var startInfo = new ProcessStartInfo("dotnet", [assembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        startInfo.Environment["CHAT_STATE"] = stateFolder;
        if (searchPath is not null)
        {
            startInfo.Environment["PATH"] = searchPath;
        }
        Process = Process.Start(startInfo)!;
        Process.OutputDataReceived += (_, line) => Keep(line.Data);
        Process.ErrorDataReceived += (_, line) => Keep(line.Data);
        Process.BeginOutputReadLine();
        Process.BeginErrorReadLine();
    }

    public Process Process { get; }

    public string StateFolder { get; }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static string NewStateFolder() =>
        Path.Combine(Path.GetTempPath(), "apphost-test-" + Path.GetRandomFileName());

    public Task PrintedAsync(string text) => UntilAsync(() => Output.Contains(text, StringComparison.Ordinal));

    public async Task ExitedAsync() => await Process.WaitForExitAsync(_timeout.Token);

    /// <summary>The processes that belong to the AppHost's state folder, its guardian excepted.</summary>
    public IReadOnlyList<ProcessIdentity> Children() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(Path.GetFileName)
                .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
                .Where(id => id != Process.Id && BelongsToState(id))
                .Select(ProcessIdentity.Find)
                .OfType<ProcessIdentity>(),
        ];

    public async Task UntilAsync(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(s_pollInterval);
        while (!condition())
        {
            await timer.WaitForNextTickAsync(_timeout.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            Libc.Signal(Process.Id, UnixSignal.Terminate);
            await ExitedAsync();
        }
        Process.Dispose();
        _timeout.Dispose();
        if (Directory.Exists(StateFolder))
        {
            Directory.Delete(StateFolder, recursive: true);
        }
    }

    private bool BelongsToState(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/environ").Contains(StateFolder, StringComparison.Ordinal)
                || File.ReadAllText($"/proc/{processId}/cmdline").Contains(StateFolder, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
