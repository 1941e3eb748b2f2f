using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;
using Grpc.Core;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class AgentRoleTests : GatewayTest
{
    private const string Command = """{"type":"subscribe","id":"1","topic":"inbox"}""";

    protected override (string Name, string Value)[] Settings => [("Auth:LoginLifetime", "00:00:00")];

    [Fact]
    public async Task Command_AgentDemotedMeanwhile_EndsTheSocket()
    {
        Gateway.Fakes.AgentLogins.Role = "admin";
        var token = await LogInAsync();
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, token, Cancelled);
        await socket.NextAsync("ready", Cancelled).WithTimeout();
        Gateway.Fakes.AgentLogins.Role = "agent";

        await socket.SendAsync(Command, Cancelled);

        var error = await socket.NextAsync("error", Cancelled).WithTimeout();
        Assert.Equal("role_changed", error.GetProperty("code").GetString());
        Assert.Null(await socket.NextAsync(Cancelled).WithTimeout());
        Assert.Equal(4401, (int?)socket.CloseStatus);
        using var again = await SocketClient.ConnectAsync(Gateway.Address, token, Cancelled);
        await again.NextAsync("ready", Cancelled).WithTimeout();
    }

    [Fact]
    public async Task Command_AgentDeactivatedMeanwhile_EndsTheSocket()
    {
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, await LogInAsync(), Cancelled);
        await socket.NextAsync("ready", Cancelled).WithTimeout();
        Gateway.Fakes.AgentLogins.IsActive = false;

        await socket.SendAsync(Command, Cancelled);

        await socket.NextAsync("error", Cancelled).WithTimeout();
        Assert.Null(await socket.NextAsync(Cancelled).WithTimeout());
        Assert.Equal(4401, (int?)socket.CloseStatus);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Internal)]
    public async Task Command_NobodyCanSayWhetherTheLoginHolds_IsCarriedOut(StatusCode fault)
    {
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, await LogInAsync(), Cancelled);
        await socket.NextAsync("ready", Cancelled).WithTimeout();
        Gateway.Fakes.AgentLogins.BeforeResolving = _ => throw new RpcException(new Status(fault, "no"));

        await socket.SendAsync($$"""{"type":"accept","id":"1","conversationId":"{{Guid.Empty}}"}""", Cancelled);

        await socket.NextAsync("ack", Cancelled).WithTimeout();
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Internal)]
    public async Task Handshake_NobodyCanSayWhetherTheLoginHolds_IsToComeBack(StatusCode fault)
    {
        var token = await LogInAsync();
        Gateway.Fakes.AgentLogins.BeforeResolving = _ => throw new RpcException(new Status(fault, "no"));

        using var socket = await SocketClient.ConnectAsync(Gateway.Address, token, Cancelled);

        await socket.NextAsync("error", Cancelled).WithTimeout();
        Assert.Null(await socket.NextAsync(Cancelled).WithTimeout());
        Assert.Equal(4503, (int?)socket.CloseStatus);
    }
}
