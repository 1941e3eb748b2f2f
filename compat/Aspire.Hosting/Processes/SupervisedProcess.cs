using System.Diagnostics;

namespace Aspire.Hosting.Processes;

/// <summary>A child process that leads its own group.</summary>
internal sealed class SupervisedProcess : IDisposable
{
    // Who left the group by a session of its own may hold the pipes open for as long as it lives.
    private static readonly TimeSpan LastLinesLimit = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Task _output;

    private SupervisedProcess(Process process, Task<int> exited, Task output, LaunchRequest request)
    {
        _process = process;
        Exited = exited;
        _output = output;
        Request = request;
        Identity = ProcessIdentity.Find(process.Id) ?? new ProcessIdentity(process.Id, 0);
    }

    public LaunchRequest Request { get; }

    public ProcessIdentity Identity { get; }

    /// <summary>Ends with the exit code; 128 and the signal's number when a signal ended the process.</summary>
    public Task<int> Exited { get; }

    public TextWriter Input => _process.StandardInput;

    /// <summary>Starts a process. The calling thread must outlive it: PR_SET_PDEATHSIG follows the thread.</summary>
    public static SupervisedProcess Start(
        LaunchRequest request,
        ProcessStartInfo startInfo,
        Action<string, bool> writeLine
    )
    {
        var exited = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = startInfo, EnableRaisingEvents = true };
        process.Exited += (_, _) => exited.TrySetResult(process.ExitCode);
        var output = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var errors = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Forward(line.Data, isError: false, writeLine, output);
        process.ErrorDataReceived += (_, line) => Forward(line.Data, isError: true, writeLine, errors);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new SupervisedProcess(process, exited.Task, Task.WhenAll(output.Task, errors.Task), request);
    }

    /// <summary>Waits until the process has ended, ends what it left behind in its group, and reads its last lines.</summary>
    /// <remarks>The kernel tells of the end before the pipes are read out: the reason of a crash may still be in them.</remarks>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        var exitCode = await Exited.WaitAsync(cancellationToken);
        KillGroup();
        await Task.WhenAny(_output, Task.Delay(LastLinesLimit, cancellationToken));
        return exitCode;
    }

    /// <summary>Signals the process, waits for the grace period or the token, then kills its group and all below it.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        Libc.Signal(Identity.Id, Request.StopSignal);
        using var grace = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        grace.CancelAfter(Request.StopGrace);
        try
        {
            await Exited.WaitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            // Each of Postgres' processes leads a group of its own. They follow its end by themselves, unless they hang:
            // then they would stay, and no new server could use the data.
            var below = ProcessTree.Below(Identity.Id);
            KillGroup();
            foreach (var process in below.Where(static process => process.IsAlive()))
            {
                Libc.Signal(process.Id, UnixSignal.Kill);
            }
        }
        return await EndAsync(CancellationToken.None);
    }

    public void Dispose() => _process.Dispose();

    private void KillGroup() => Libc.Signal(-Identity.Id, UnixSignal.Kill);

    private static void Forward(string? line, bool isError, Action<string, bool> writeLine, TaskCompletionSource end)
    {
        if (line is null)
        {
            end.TrySetResult();
            return;
        }
        writeLine(line, isError);
    }
}
