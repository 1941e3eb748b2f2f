using Chat.ServiceDefaults;
using Chat.Sessions.Presence;
using Chat.Testing.Time;

namespace Chat.Sessions.Tests.Presence;

public sealed class AbsentAgentsTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);
    private static readonly AgentKey Ada = new(Ids.New(), Ids.New());
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Gone_AbsentForTheGrace_IsGone()
    {
        var absent = new AbsentAgents(time);

        Assert.Empty(absent.Gone([Ada], Grace));
        time.Advance(Grace - TimeSpan.FromTicks(1));
        Assert.Empty(absent.Gone([Ada], Grace));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal([Ada], absent.Gone([Ada], Grace));
    }

    [Fact]
    public void Gone_CameBackMeanwhile_HasANewGrace()
    {
        var absent = new AbsentAgents(time);
        absent.Gone([Ada], Grace);
        time.Advance(Grace / 2);
        absent.Gone([], Grace);
        time.Advance(Grace / 2);

        Assert.Empty(absent.Gone([Ada], Grace));
    }

    [Fact]
    public void Gone_AfterForgetting_HasANewGrace()
    {
        var absent = new AbsentAgents(time);
        absent.Gone([Ada], Grace);
        time.Advance(Grace);
        absent.Forget();

        Assert.Empty(absent.Gone([Ada], Grace));
    }
}
