using Chat.Gateway.Auth;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class CredentialCheckTests : GatewayTest
{
    protected override (string Name, string Value)[] Settings =>
        [("WebSockets:CredentialCheck", "00:00:01"), ("Auth:LoginLifetime", "00:00:00")];

    [Fact]
    public async Task Socket_ItsTokenRunsOut_IsToldAndClosed()
    {
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, ShortLivedToken(), Cancelled);
        await socket.NextAsync("ready", Cancelled).WithTimeout();

        await socket.NextAsync("error", Cancelled).WithTimeout();

        Assert.Null(await socket.NextAsync(Cancelled).WithTimeout());
        Assert.Equal(4401, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task Socket_ItsAgentIsDemotedAndSendsNothing_IsToldAndClosed()
    {
        Gateway.Fakes.AgentLogins.Role = "manager";
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, await LogInAsync(), Cancelled);
        await socket.NextAsync("ready", Cancelled).WithTimeout();

        Gateway.Fakes.AgentLogins.Role = "agent";

        var error = await socket.NextAsync("error", Cancelled).WithTimeout();
        Assert.Equal("role_changed", error.GetProperty("code").GetString());
        Assert.Null(await socket.NextAsync(Cancelled).WithTimeout());
        Assert.Equal(4401, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task Socket_SessionsFailsWhileItIsLookedAt_StaysOpen()
    {
        Gateway.Fakes.AgentLogins.Role = "manager";
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, await LogInAsync(), Cancelled);
        await socket.NextAsync("ready", Cancelled).WithTimeout();
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Gateway.Fakes.AgentLogins.BeforeResolving = _ =>
        {
            failed.TrySetResult();
            throw new RpcException(new Status(StatusCode.Internal, "no"));
        };
        await failed.Task.WithTimeout();
        Gateway.Fakes.AgentLogins.Role = "agent";
        Gateway.Fakes.AgentLogins.BeforeResolving = static _ => Task.CompletedTask;

        var error = await socket.NextAsync("error", Cancelled).WithTimeout();

        Assert.Equal("role_changed", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Socket_AnotherOnesClientLeftWhileItWasLookedAt_IsLookedAtAllTheSame()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource();
        using (var leaving = await SocketClient.ConnectAsync(Gateway.Address, await LogInAsync(), Cancelled))
        {
            await leaving.NextAsync("ready", Cancelled).WithTimeout();
            Gateway.Fakes.AgentLogins.BeforeResolving = token =>
            {
                asked.TrySetResult();
                return never.Task.WaitAsync(token);
            };
            await asked.Task.WithTimeout();
        }

        Gateway.Fakes.AgentLogins.BeforeResolving = static _ => Task.CompletedTask;
        Gateway.Fakes.AgentLogins.Role = "manager";
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, await LogInAsync(), Cancelled);
        await socket.NextAsync("ready", Cancelled).WithTimeout();
        Gateway.Fakes.AgentLogins.Role = "agent";

        var error = await socket.NextAsync("error", Cancelled).WithTimeout();
        Assert.Equal("role_changed", error.GetProperty("code").GetString());
    }

    private string ShortLivedToken()
    {
        var identity = Gateway.Services.GetRequiredService<IOptions<IdentityOptions>>();
        var options = Options.Create(new AuthOptions { VisitorTokenLifetime = TimeSpan.FromSeconds(3) });
        return new VisitorTokens(identity, options, TimeProvider.System).Issue(Ids.New(), visitorId: null, null).Token;
    }
}
