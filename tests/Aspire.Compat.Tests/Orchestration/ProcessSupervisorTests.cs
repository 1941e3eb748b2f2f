using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Compat.Tests.Orchestration;

public sealed class ProcessSupervisorTests
{
    [Fact]
    public async Task Start_LongRunningProcess_RunsHealthy()
    {
        await using var test = await TestApp.StartAsync(app => app.AddExecutable("sleeper", "sleep", "/", "60"));

        var running = await test.HealthyAsync("sleeper");

        Assert.False(Process.GetProcessById(TestApp.ProcessId(running)).HasExited);
    }

    [Fact]
    public async Task Crash_Kill9_IsStartedAgainAndCounted()
    {
        await using var test = await TestApp.StartAsync(app => app.AddExecutable("sleeper", "sleep", "/", "60"));
        var first = TestApp.ProcessId(await test.HealthyAsync("sleeper"));

        Process.GetProcessById(first).Kill();
        var second = await test.WaitAsync(
            "sleeper",
            e => e.Snapshot.Properties.Any(p => p.Name == "restarts") && Pid(e) > 0
        );

        Assert.NotEqual(first, Pid(second));
        Assert.Equal(1, second.Snapshot.Properties.Single(p => p.Name == "restarts").Value);
    }

    [Fact]
    public async Task Crash_Kill9_IsShownAsRestarting()
    {
        await using var test = await TestApp.StartAsync(app => app.AddExecutable("sleeper", "sleep", "/", "60"));
        var first = TestApp.ProcessId(await test.HealthyAsync("sleeper"));

        Process.GetProcessById(first).Kill();
        var crashed = await test.WaitAsync("sleeper", e => e.Snapshot.State?.Text == "Restarting");

        Assert.Equal(128 + 9, crashed.Snapshot.ExitCode);
    }

    [Fact]
    public async Task Crash_CannotBeStartedForAWhile_IsStartedOnceItCan()
    {
        var folder = Directory.CreateTempSubdirectory("chat-supervised-").FullName;
        await using var test = await TestApp.StartAsync(app => app.AddExecutable("sleeper", "sleep", folder, "60"));
        var first = TestApp.ProcessId(await test.HealthyAsync("sleeper"));
        Directory.Move(folder, folder + "-away");

        Process.GetProcessById(first).Kill();
        await test.LineAsync("sleeper", "Cannot start");
        Directory.Move(folder + "-away", folder);

        await test.WaitAsync("sleeper", e => e.Snapshot.IsHealthy && Pid(e) > 0 && Pid(e) != first);
        Directory.Delete(folder);
    }

    // What is asked of the kernel before the start: Postgres' own program for one, and whether a port is free.
    [Fact]
    public async Task Crash_NothingCanBePreparedForAWhile_IsStartedOnceItCan()
    {
        const int OutOfMemory = 12;
        var isShort = false;
        await using var test = await TestApp.StartAsync(app =>
            app.AddExecutable("sleeper", "sleep", "/", "60")
                .WithEnvironment(_ =>
                {
                    if (Volatile.Read(ref isShort))
                    {
                        throw new Win32Exception(OutOfMemory);
                    }
                })
        );
        var first = TestApp.ProcessId(await test.HealthyAsync("sleeper"));
        Volatile.Write(ref isShort, true);

        Process.GetProcessById(first).Kill();
        await test.LineAsync("sleeper", new Win32Exception(OutOfMemory).Message);
        Volatile.Write(ref isShort, false);

        await test.WaitAsync("sleeper", e => e.Snapshot.IsHealthy && Pid(e) > 0 && Pid(e) != first);
    }

    [Fact]
    public async Task Start_FiveCrashesBeforeHealth_FailsAndStopsTheApplication()
    {
        await using var test = await TestApp.StartAsync(app =>
            app.AddExecutable("broken", "sh", "/", "-c", "echo out of order; exit 3")
                .WithHttpEndpoint()
                .WithHttpHealthCheck()
        );

        var failed = await test.WaitAsync("broken", e => e.Snapshot.State?.Text == KnownResourceStates.FailedToStart);

        var reason = (string)failed.Snapshot.Properties.Single(p => p.Name == "reason").Value!;
        Assert.Contains("out of order", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_CrashesWithLogs_ShowsEachPlainLineOnce()
    {
        const string Script = "echo '{\"Message\":\"noise\"}'; echo 'the reason'; echo '  at Some.Frame()'; exit 3";
        await using var test = await TestApp.StartAsync(app =>
            app.AddExecutable("broken", "sh", "/", "-c", Script).WithHttpEndpoint().WithHttpHealthCheck()
        );

        var failed = await test.WaitAsync("broken", e => e.Snapshot.State?.Text == KnownResourceStates.FailedToStart);

        var reason = (string)failed.Snapshot.Properties.Single(p => p.Name == "reason").Value!;
        Assert.EndsWith($"Its last lines:{Environment.NewLine}  the reason", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ExitCodeOfAConfigurationError_IsNotTriedAgain()
    {
        await using var test = await TestApp.StartAsync(app =>
            app.AddExecutable("wrong", "sh", "/", "-c", "echo set the key; exit 78")
                .WithHttpEndpoint()
                .WithHttpHealthCheck()
        );

        var failed = await test.WaitAsync("wrong", e => e.Snapshot.State?.Text == KnownResourceStates.FailedToStart);

        Assert.DoesNotContain(failed.Snapshot.Properties, property => property.Name == "restarts");
        var reason = (string)failed.Snapshot.Properties.Single(p => p.Name == "reason").Value!;
        Assert.Contains("set the key", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AfterItFailed_TakesTheReasonBack()
    {
        var repaired = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var script = $"[ -e {repaired} ] || exit 78; exec python3 -m http.server --bind 127.0.0.1 $PORT";
        await using var test = await TestApp.StartAsync(app =>
            app.AddExecutable("wrong", "sh", "/", "-c", script)
                .WithHttpEndpoint(env: "PORT")
                .WithHttpHealthCheck()
                .WithExplicitStart()
        );
        await test.ExecuteAsync("wrong", KnownResourceCommands.StartCommand);
        var failed = await test.WaitAsync("wrong", e => e.Snapshot.State?.Text == KnownResourceStates.FailedToStart);

        await File.WriteAllTextAsync(repaired, "", test.Token);
        await test.ExecuteAsync("wrong", KnownResourceCommands.StartCommand);
        var healthy = await test.HealthyAsync("wrong");

        File.Delete(repaired);
        Assert.Contains(failed.Snapshot.Properties, property => property.Name == "reason");
        Assert.DoesNotContain(healthy.Snapshot.Properties, property => property.Name == "reason");
    }

    [Fact]
    public async Task Start_LastLineComesAfterTheEnd_IsShown()
    {
        // What ends the group's leader has a session of its own, or it would be ended with the group.
        const string Script = "trap 'exit 78' TERM; setsid sh -c \"kill -TERM $$; sleep 0.3; echo set the key\" & wait";
        await using var test = await TestApp.StartAsync(app =>
            app.AddExecutable("wrong", "sh", "/", "-c", Script).WithHttpEndpoint().WithHttpHealthCheck()
        );

        var failed = await test.WaitAsync("wrong", e => e.Snapshot.State?.Text == KnownResourceStates.FailedToStart);

        var reason = (string)failed.Snapshot.Properties.Single(p => p.Name == "reason").Value!;
        Assert.Contains("set the key", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ProcessEndsWithZero_IsFinished()
    {
        await using var test = await TestApp.StartAsync(app => app.AddExecutable("once", "true", "/"));

        var finished = await test.WaitAsync("once", e => e.Snapshot.State?.Text == KnownResourceStates.Finished);

        Assert.Equal(0, finished.Snapshot.ExitCode);
    }

    [Fact]
    public async Task Start_UnknownProgram_FailsWithItsName()
    {
        await using var test = await TestApp.StartAsync(app => app.AddExecutable("unknown", "no-such-program", "/"));

        var failed = await test.WaitAsync("unknown", e => e.Snapshot.State?.Text == KnownResourceStates.FailedToStart);

        var reason = (string)failed.Snapshot.Properties.Single(p => p.Name == "reason").Value!;
        Assert.Contains("no-such-program", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_ByCommand_ExitsAndStaysStopped()
    {
        await using var test = await TestApp.StartAsync(app => app.AddExecutable("sleeper", "sleep", "/", "60"));
        var process = Process.GetProcessById(TestApp.ProcessId(await test.HealthyAsync("sleeper")));

        var result = await test.ExecuteAsync("sleeper", KnownResourceCommands.StopCommand);

        Assert.True(result.Success);
        Assert.True(process.HasExited);
        Assert.True(test.App.ResourceNotifications.TryGetCurrentState("sleeper", out var state));
        Assert.Equal(KnownResourceStates.Exited, state.Snapshot.State?.Text);
    }

    [Fact]
    public async Task Start_AfterStop_RunsAgain()
    {
        await using var test = await TestApp.StartAsync(app => app.AddExecutable("sleeper", "sleep", "/", "60"));
        await test.HealthyAsync("sleeper");
        await test.ExecuteAsync("sleeper", KnownResourceCommands.StopCommand);

        await test.ExecuteAsync("sleeper", KnownResourceCommands.StartCommand);

        Assert.True(Pid(await test.HealthyAsync("sleeper")) > 0);
    }

    [Fact]
    public async Task Restart_ByCommand_ChangesTheProcess()
    {
        await using var test = await TestApp.StartAsync(app => app.AddExecutable("sleeper", "sleep", "/", "60"));
        var first = Pid(await test.HealthyAsync("sleeper"));

        await test.ExecuteAsync("sleeper", KnownResourceCommands.RestartCommand);

        Assert.NotEqual(first, Pid(await test.HealthyAsync("sleeper")));
    }

    // As a page does that is loaded again meanwhile.
    [Fact]
    public async Task Restart_WhoAskedLeaves_StopsInOrderAndStartsAgain()
    {
        await using var test = await TestApp.StartAsync(app =>
            app.AddExecutable("tidy", "sh", "/", "-c", "trap 'exit 7' TERM; echo ready; while :; do sleep 1; done")
        );
        var first = Pid(await test.HealthyAsync("tidy"));
        await test.LineAsync("tidy", "ready");
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(test.Token);
        var restarting = test.App.ResourceCommands.ExecuteCommandAsync(
            "tidy",
            KnownResourceCommands.RestartCommand,
            leaving.Token
        );
        await test.WaitAsync("tidy", e => e.Snapshot.StateText == KnownResourceStates.Stopping);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => restarting);
        var ended = await test.WaitAsync("tidy", e => e.Snapshot.ExitCode is not null);
        Assert.Equal(7, ended.Snapshot.ExitCode);
        await test.WaitAsync("tidy", e => e.Snapshot.IsHealthy && Pid(e) > 0 && Pid(e) != first);
    }

    [Fact]
    public async Task Stop_ProcessRefusesTheSignal_IsKilledAfterTheGrace()
    {
        await using var test = await TestApp.StartAsync(app =>
            app.AddExecutable("stubborn", "sh", "/", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done")
        );
        var process = Process.GetProcessById(TestApp.ProcessId(await test.HealthyAsync("stubborn")));
        await test.LineAsync("stubborn", "ready");

        await test.ExecuteAsync("stubborn", KnownResourceCommands.StopCommand);

        Assert.True(process.HasExited);
    }

    // As Postgres' processes do where they hang: they lead groups of their own, and do not see that the first one is gone.
    [Fact]
    public async Task Stop_ProcessWithChildrenOfOtherGroupsHangs_LeavesNoneOfThem()
    {
        await using var test = await TestApp.StartAsync(app =>
            app.AddExecutable(
                "stubborn",
                "sh",
                "/",
                "-c",
                "trap '' TERM; setsid sleep 600 & echo child $!; while :; do sleep 1; done"
            )
        );
        var line = await test.LineAsync("stubborn", "child ");
        var child = Process.GetProcessById(int.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture));

        await test.ExecuteAsync("stubborn", KnownResourceCommands.StopCommand);

        await child.WaitForExitAsync(test.Token).WaitAsync(TimeSpan.FromSeconds(10), test.Token);
    }

    [Fact]
    public async Task Execute_UnknownResource_SaysSo()
    {
        await using var test = await TestApp.StartAsync(app => app.AddExecutable("sleeper", "sleep", "/", "60"));

        var result = await test.ExecuteAsync("nobody", KnownResourceCommands.StopCommand);

        Assert.False(result.Success);
        Assert.Contains("nobody", result.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_RunningProcesses_EndsThem()
    {
        Process process;
        await using (var test = await TestApp.StartAsync(app => app.AddExecutable("sleeper", "sleep", "/", "60")))
        {
            process = Process.GetProcessById(TestApp.ProcessId(await test.HealthyAsync("sleeper")));
        }

        Assert.True(process.HasExited);
    }

    private static int Pid(ResourceEvent e) =>
        (int)(e.Snapshot.Properties.FirstOrDefault(p => p.Name == "executable.pid")?.Value ?? 0);
}
