using System.Diagnostics;
using System.Globalization;
using System.Text;
using Chat.Testing.Processes;

namespace Chat.IntegrationTests.Lifecycle;

/// <summary>The AppHost as an operator runs it: a process of its own, with a state folder of its own.</summary>
internal sealed class AppHostRun : IAsyncDisposable
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(50);

    private readonly StringBuilder _output = new();
    private readonly CancellationTokenSource _timeout;
    private readonly Process _process;
    private readonly string _state = Path.Combine("/var/tmp", "apphost-run-" + Path.GetRandomFileName());

    public AppHostRun(params IEnumerable<(string Name, string Value)> environment)
    {
        _timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _timeout.CancelAfter(TimeSpan.FromMinutes(8));
        // A shell that runs the tests in the background has its children ignore Ctrl+C.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Chat.AppHost.dll"));
        start.Environment["CHAT_STATE"] = _state;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["GATEWAY_PORT"] = LoopbackPort.Reserve().ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int ExitCode => _process.ExitCode;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_output)
            {
                return _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            }
        }
    }

    /// <summary>Processes of this run that are alive, the AppHost excepted.</summary>
    public IReadOnlyList<int> Children() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(Path.GetFileName)
                .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
                .Where(id => id != _process.Id && BelongsToRun(id)),
        ];

    /// <summary>Names of the resources in the order in which lines told this of them.</summary>
    public List<string> Told(string word) =>
        [
            .. Lines
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words.Length == 4 && words[1] == "s" && words[3] == word)
                .Select(words => words[2]),
        ];

    public async Task ToldAsync(string resource, string word)
    {
        using var timer = new PeriodicTimer(s_pollInterval);
        while (!Told(word).Contains(resource))
        {
            Assert.False(_process.HasExited, string.Join('\n', Lines));
            await InTimeAsync(timer.WaitForNextTickAsync(_timeout.Token).AsTask());
        }
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await InTimeAsync(kill.WaitForExitAsync(_timeout.Token));
    }

    public Task ExitedAsync() => InTimeAsync(_process.WaitForExitAsync(_timeout.Token));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        _timeout.Dispose();
        if (Directory.Exists(_state))
        {
            Directory.Delete(_state, recursive: true);
        }
    }

    // What it said tells why it is late.
    private async Task InTimeAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException late) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(string.Join('\n', Lines), late);
        }
    }

    private bool BelongsToRun(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/environ").Contains(_state, StringComparison.Ordinal)
                || File.ReadAllText($"/proc/{id}/cmdline").Contains(_state, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is not ours.
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.Append(line).Append('\n');
        }
    }
}
