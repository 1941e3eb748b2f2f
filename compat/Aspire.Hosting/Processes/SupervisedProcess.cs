using System.Diagnostics;

namespace Aspire.Hosting.Processes;

/// <summary>A child process that leads its own group.</summary>
internal sealed class SupervisedProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<int> _exited;

    private SupervisedProcess(Process process, TaskCompletionSource<int> exited, LaunchRequest request)
    {
        _process = process;
        _exited = exited;
        Request = request;
        Identity = ProcessIdentity.Find(process.Id) ?? new ProcessIdentity(process.Id, 0);
    }

    public LaunchRequest Request { get; }

    public ProcessIdentity Identity { get; }

    /// <summary>Ends with the exit code; 128 and the signal's number when a signal ended the process.</summary>
    public Task<int> Exited => _exited.Task;

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
        process.OutputDataReceived += (_, line) => Forward(line.Data, isError: false, writeLine);
        process.ErrorDataReceived += (_, line) => Forward(line.Data, isError: true, writeLine);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new SupervisedProcess(process, exited, request);
    }

    /// <summary>Signals the process, waits for the grace period or the token, then kills its whole group.</summary>
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
            KillGroup();
        }
        var exitCode = await Exited;
        KillGroup();
        return exitCode;
    }

    /// <summary>Ends what a crashed leader left behind in its group.</summary>
    public void KillGroup() => Libc.Signal(-Identity.Id, UnixSignal.Kill);

    public void Dispose() => _process.Dispose();

    private static void Forward(string? line, bool isError, Action<string, bool> writeLine)
    {
        if (line is not null)
        {
            writeLine(line, isError);
        }
    }
}
