using System.Collections.Concurrent;
using System.Diagnostics;

namespace Aspire.Hosting.Processes;

/// <summary>Starts all child processes, on one thread that lives as long as the AppHost.</summary>
/// <remarks>
/// Children ask the kernel for a signal when their parent dies (PR_SET_PDEATHSIG, through setpriv), so that none
/// survives a kill -9 of the AppHost. The kernel takes the thread that forked for the parent: were it a thread of the
/// pool, its retirement would end healthy children. Each child leads a session of its own (setsid), so Ctrl+C in the
/// terminal reaches only the AppHost, which then stops all in order.
/// </remarks>
internal sealed class ProcessLauncher : IDisposable
{
    private const int MaxPendingLaunches = 256;

    private readonly BlockingCollection<Action> _launches = new(MaxPendingLaunches);
    private readonly Thread _thread;
    private readonly string? _setsid = ExecutableFile.Find("setsid");
    private readonly string? _setpriv = ExecutableFile.Find("setpriv");
    private readonly Lazy<Task<Guardian>> _guardian;

    public ProcessLauncher()
    {
        _guardian = new Lazy<Task<Guardian>>(() => Guardian.StartAsync(this));
        _thread = new Thread(Run) { IsBackground = true, Name = "Process launcher" };
        _thread.Start();
    }

    /// <summary>Starts a process that ends with the AppHost, whatever ends that.</summary>
    public async Task<SupervisedProcess> LaunchAsync(LaunchRequest request, Action<string, bool> writeLine)
    {
        var guardian = await _guardian.Value;
        var process = await LaunchUnguardedAsync(request, dieWithParent: true, writeLine);
        guardian.Watch(process);
        return process;
    }

    public async Task<SupervisedProcess> LaunchUnguardedAsync(
        LaunchRequest request,
        bool dieWithParent,
        Action<string, bool> writeLine
    )
    {
        var launched = new TaskCompletionSource<SupervisedProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        var startInfo = CreateStartInfo(request, dieWithParent);
        _launches.Add(() =>
        {
            try
            {
                launched.SetResult(SupervisedProcess.Start(request, startInfo, writeLine));
            }
            catch (System.ComponentModel.Win32Exception exception)
            {
                launched.SetException(
                    new DistributedApplicationException(
                        $"Cannot start {startInfo.FileName} in {request.WorkingDirectory}: {exception.Message}",
                        exception
                    )
                );
            }
        });
        return await launched.Task;
    }

    public void Dispose()
    {
        _launches.CompleteAdding();
        if (_guardian.IsValueCreated && _guardian.Value.IsCompletedSuccessfully)
        {
            _guardian.Value.Result.Dispose();
        }
    }

    private void Run()
    {
        foreach (var launch in _launches.GetConsumingEnumerable())
        {
            launch();
        }
        _launches.Dispose();
    }

    private ProcessStartInfo CreateStartInfo(LaunchRequest request, bool dieWithParent)
    {
        string[] command = [.. Wrapper(request, dieWithParent), request.FileName, .. request.Arguments];
        var startInfo = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = request.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        startInfo.Environment.Clear();
        foreach (var (name, value) in request.Environment)
        {
            startInfo.Environment[name] = value;
        }
        return startInfo;
    }

    // setpriv sets the death signal after the change of user, which would clear it.
    private IEnumerable<string> Wrapper(LaunchRequest request, bool dieWithParent)
    {
        if (_setsid is not null)
        {
            yield return _setsid;
        }
        if (_setpriv is null)
        {
            yield break;
        }
        yield return _setpriv;
        if (dieWithParent)
        {
            yield return "--pdeathsig=" + (request.StopSignal == UnixSignal.Interrupt ? "INT" : "TERM");
        }
        if (request.Account is { } account)
        {
            yield return "--reuid=" + account;
            yield return "--regid=" + account;
            yield return "--init-groups";
        }
        yield return "--";
    }
}
