using Chat.IntegrationTests.Suite;
using Chat.Testing.Time;

namespace Chat.IntegrationTests.Lifecycle;

/// <summary>Ctrl+C and SIGTERM on a real run of the whole system.</summary>
[Collection(SingleSuiteTests.Name)]
public sealed class StopTests
{
    private static readonly string[] s_servers = ["postgres", "redis", "messaging"];

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Stop_EverythingRuns_StopsAllInOrderWithin15Seconds(string signal)
    {
        await using var run = new AppHostRun();
        await run.ToldAsync("gateway", "healthy");

        var asked = RunningTime.Now;
        await run.SignalAsync(signal);
        await run.ExitedAsync();

        Assert.InRange(RunningTime.Now - asked, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Children());
        AssertOrder(run);
    }

    // Nobody may lose a server, or a service, that he still uses.
    private static void AssertOrder(AppHostRun run)
    {
        var begun = run.Told("stopping");
        var ended = run.Told("exited");
        Assert.Equal("gateway", begun[0]);
        Assert.Equal(8, begun.Count);
        Assert.Equal(begun.Order(), ended.Intersect(begun).Order());
        AssertBefore(run, "gateway", ["inference", "webhooks"]);
        AssertBefore(run, "inference", ["sessions", "knowledge"]);
        AssertBefore(run, "sessions", s_servers);
        AssertBefore(run, "knowledge", ["postgres", "messaging"]);
        AssertBefore(run, "webhooks", ["postgres", "messaging"]);
    }

    private static void AssertBefore(AppHostRun run, string first, string[] later)
    {
        foreach (var other in later)
        {
            Assert.True(Line(run, first, "exited") < Line(run, other, "stopping"), string.Join('\n', run.Lines));
        }
    }

    private static int Line(AppHostRun run, string resource, string word)
    {
        var lines = run.Lines.ToList();
        return lines.FindIndex(line =>
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, "s", var name, var told]
            && name == resource
            && told == word
        );
    }
}
