using Aspire.Hosting.Processes;

namespace Aspire.Compat.Tests.Processes;

[Trait("Level", "Component")]
public sealed class AppHostEndTests
{
    [Fact]
    public async Task Terminate_RunningApplication_StopsAllInOrderWithExitCode0()
    {
        await using var host = await StartedAsync(AppHostProcess.NewStateFolder());

        Libc.Signal(host.Process.Id, UnixSignal.Terminate);
        await host.ExitedAsync();

        Assert.Equal(0, host.Process.ExitCode);
        Assert.Empty(host.Children());
    }

    [Fact]
    public async Task Kill9_RunningApplication_LeavesNoChildWithin10Seconds()
    {
        await using var host = await StartedAsync(AppHostProcess.NewStateFolder());
        var children = host.Children();

        Libc.Signal(host.Process.Id, UnixSignal.Kill);
        var killed = TimeProvider.System.GetTimestamp();
        await host.UntilAsync(() => !children.Any(child => child.IsAlive()) && host.Children().Count == 0);

        Assert.True(children.Count >= 4);
        Assert.InRange(TimeProvider.System.GetElapsedTime(killed).TotalSeconds, 0, 10);
    }

    [Fact]
    public async Task Start_AfterKill9OfAppHostAndChildren_Heals()
    {
        var state = AppHostProcess.NewStateFolder();
        await using var first = await StartedAsync(state);
        Libc.Signal(first.Process.Id, UnixSignal.Kill);
        foreach (var child in first.Children())
        {
            Libc.Signal(child.Id, UnixSignal.Kill);
        }
        await first.ExitedAsync();

        await using var second = await StartedAsync(state);

        Assert.Contains("postgres       healthy", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_StateFolderInUse_RefusesWithExitCode1()
    {
        await using var first = await StartedAsync(AppHostProcess.NewStateFolder());

        await using var second = new AppHostProcess(first.StateFolder);
        await second.ExitedAsync();

        Assert.Equal(1, second.Process.ExitCode);
        Assert.Contains("in use by another AppHost", second.Output, StringComparison.Ordinal);
        Assert.True(first.Children().Count >= 4);
    }

    [Fact]
    public async Task Start_ProgramsMissing_NamesThemWithExitCode1AndTouchesNothing()
    {
        var empty = Directory.CreateTempSubdirectory("no-programs-");

        await using var host = new AppHostProcess(AppHostProcess.NewStateFolder(), searchPath: empty.FullName);
        await host.ExitedAsync();
        empty.Delete();

        Assert.Equal(1, host.Process.ExitCode);
        Assert.Contains(
            "The application did not start. These programs are missing:",
            host.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("redis-server", host.Output, StringComparison.Ordinal);
        Assert.Contains("apt-get install -y", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(host.StateFolder));
        Assert.Empty(host.Children());
    }

    private static async Task<AppHostProcess> StartedAsync(string stateFolder)
    {
        var host = new AppHostProcess(stateFolder);
        await host.PrintedAsync("sleeper        healthy");
        await host.PrintedAsync("stubborn       healthy");
        return host;
    }
}
