using Chat.Gateway.Auth;
using Chat.Gateway.Presence;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.Presence;

public sealed class PresenceWorkerTests : GatewayTest
{
    private static readonly Caller Ada = new(
        CallerKind.Agent,
        new Principal
        {
            TenantId = FakeTenants.TenantId,
            Subject = FakeAgentLogins.AgentId,
            Kind = PrincipalKind.Agent,
        }
    )
    {
        LoginId = Ids.New(),
    };

    private AgentSockets Sockets => Gateway.Services.GetRequiredService<AgentSockets>();

    [Fact]
    public async Task Beat_SocketOpenedAndClosed_IsToldAgainAndAgainAndThenOnce()
    {
        var seat = Sockets.Enter(Ada, () => { });

        var first = await NextAsync();
        var second = await NextAsync();
        seat.Dispose();
        var last = await NextAsync(connected: false);

        Assert.Equal(first.Instance, last.Instance);
        Assert.Equal(
            (FakeTenants.TenantId.ToString(), FakeAgentLogins.AgentId, Ada.LoginId.ToString(), true),
            (first.Agents[0].TenantId, first.Agents[0].AgentId, first.Agents[0].LoginId, first.Agents[0].Active)
        );
        Assert.False(second.Agents[0].Active);
    }

    [Fact]
    public async Task Beat_SessionsDoesNotTakeIt_IsToldWithTheNext()
    {
        var failed = 0;
        Gateway.Fakes.AgentPresences.Fails = beat =>
            !beat.Agents[0].Connected && Interlocked.Exchange(ref failed, 1) == 0;
        var seat = Sockets.Enter(Ada, () => { });
        await NextAsync();

        seat.Dispose();

        Assert.Equal(Ada.LoginId.ToString(), (await NextAsync(connected: false)).Agents[0].LoginId);
        Assert.Equal(1, failed);
    }

    [Fact]
    public async Task Beat_LoginHasEnded_ItsSocketsAreClosed()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Gateway.Fakes.AgentPresences.Ended.Add(Ada.LoginId.ToString()!);

        using var seat = Sockets.Enter(Ada, () => ended.TrySetResult());

        await ended.Task.WithTimeout();
    }

    private async Task<Contracts.Sessions.V1.BeatRequest> NextAsync(bool connected = true)
    {
        while (true)
        {
            var beat = await Gateway.Fakes.AgentPresences.Beats.ReadAsync(Cancelled).AsTask().WithTimeout();
            if (beat.Agents[0].Connected == connected)
            {
                return beat;
            }
        }
    }
}
