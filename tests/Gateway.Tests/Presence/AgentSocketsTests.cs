using Chat.Gateway.Auth;
using Chat.Gateway.Presence;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.Presence;

public sealed class AgentSocketsTests
{
    private readonly AgentSockets sockets = new();
    private readonly FakeTimeProvider time = new();
    private readonly Caller ada = Agent();

    [Fact]
    public void Take_TwoTabs_IsOneEntryUntilTheLastIsClosed()
    {
        var first = sockets.Enter(ada, () => { });
        var second = sockets.Enter(ada, () => { });

        Assert.Equal(new LoginBeat(ada, ada.LoginId!.Value, true, true), Assert.Single(sockets.Take()));
        first.Dispose();
        Assert.True(Assert.Single(sockets.Take()).IsConnected);
        second.Dispose();
        Assert.False(Assert.Single(sockets.Take()).IsConnected);
        Assert.Empty(sockets.Take());
    }

    [Fact]
    public void Take_Activity_IsToldOnce()
    {
        using var seat = sockets.Enter(ada, () => { });
        sockets.Take();

        seat.Touch();

        Assert.True(Assert.Single(sockets.Take()).IsActive);
        Assert.False(Assert.Single(sockets.Take()).IsActive);
    }

    [Fact]
    public void Touch_WithoutASocketHere_IsNoNews()
    {
        sockets.Touch(Ids.New());

        Assert.Empty(sockets.Take());
    }

    [Fact]
    public void End_Login_EndsItsSocketsAndNoOthers()
    {
        var ended = new List<string>();
        using var first = sockets.Enter(ada, () => ended.Add("first"));
        using var second = sockets.Enter(ada, () => ended.Add("second"));
        using var other = sockets.Enter(Agent(), () => ended.Add("other"));

        sockets.End(ada.LoginId!.Value);

        Assert.Equal(["first", "second"], ended.Order());
    }

    [Fact]
    public void Dispose_Twice_CountsOnce()
    {
        var first = sockets.Enter(ada, () => { });
        using var second = sockets.Enter(ada, () => { });

        first.Dispose();
        first.Dispose();

        Assert.True(Assert.Single(sockets.Take()).IsConnected);
    }

    [Fact]
    public async Task Wait_SomebodyCame_IsDoneBeforeItsTime()
    {
        var waiting = sockets.WaitAsync(TimeSpan.FromDays(1), time, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        using var seat = sockets.Enter(ada, () => { });

        await waiting.WithTimeout();
    }

    [Fact]
    public async Task Wait_NobodyCame_IsDoneWhenItsTimeIsUp()
    {
        var waiting = sockets.WaitAsync(TimeSpan.FromSeconds(10), time, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(10));

        await waiting.WithTimeout();
    }

    private static Caller Agent() =>
        new(
            CallerKind.Agent,
            new Principal
            {
                TenantId = Ids.New(),
                Subject = Ids.NewText(),
                Kind = PrincipalKind.Agent,
            }
        )
        {
            LoginId = Ids.New(),
        };
}
