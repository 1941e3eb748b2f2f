using System.Net.WebSockets;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.Limits;
using Chat.Gateway.RateLimits;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.Tests.WebSockets;
using Chat.Gateway.UserTokens;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.UserTokens;

/// <summary>A revocation that is learned of between the look at the token and the moment its stream or socket stands.</summary>
public sealed class RevokedMeanwhileTests : GatewayTest
{
    private const string User = "u-1";

    [Fact]
    public async Task Open_RevokedSinceTheRequestWasLetIn_IsExpelled()
    {
        var context = new DefaultHttpContext { RequestServices = Gateway.Services };
        context.Request.Headers.Authorization = $"Bearer {await IssueAsync()}";
        Revoke();

        var opened = await Gateway
            .Services.GetRequiredService<StreamOpener>()
            .OpenAsync(context, Principal(), RateTrust.Visitor, new NativeReplyFrames(null));

        await using var stream = opened.Value;
        Assert.IsType<UserTokenRefused>(stream.Expelled);
    }

    [Fact]
    public async Task Open_TheLookAtTheTokenFails_GivesItsPlaceBack()
    {
        var opener = Gateway.Services.GetRequiredService<StreamOpener>();
        var places = Gateway.Services.GetRequiredService<IOptions<LimitsOptions>>().Value.MaxStreamsPerVisitor;
        for (var time = 0; time < places; time++)
        {
            var broken = new DefaultHttpContext();
            var headers = new TellingHeaders("Authorization", static () => throw new OperationCanceledException());
            broken.Features.Set<IHttpRequestFeature>(new HttpRequestFeature { Headers = headers });
            await Assert.ThrowsAsync<OperationCanceledException>(() => OpenAsync(broken));
        }

        var opened = await OpenAsync(new DefaultHttpContext());

        await using var stream = opened.Value;

        Task<Result<ReplyStream>> OpenAsync(HttpContext context) =>
            opener.OpenAsync(context, Principal(), RateTrust.Visitor, new NativeReplyFrames(null)).AsTask();
    }

    [Fact]
    public async Task Socket_RevokedWhileItIsLetIn_IsEnded()
    {
        var context = new DefaultHttpContext();
        // The last thing that is read of a request before its socket stands.
        var headers = new TellingHeaders("User-Agent", Revoke);
        context.Features.Set<IHttpRequestFeature>(new HttpRequestFeature { Headers = headers });
        using var socket = WebSocket.CreateFromStream(Stream.Null, new WebSocketCreationOptions { IsServer = true });
        using var place = Gateway.Services.GetRequiredService<SocketAddresses>().Exempt();
        var services = Gateway.Services.GetRequiredService<SocketServices>();
        using var connection = new SocketConnection(socket, context, place, services);
        var table = Gateway.Services.GetRequiredService<SocketTable>();
        table.Add(connection);

        var end = await connection.RunAsync(await IssueAsync()).WithTimeout();

        table.Remove(connection);
        Assert.Equal(SocketEnd.Unauthenticated, end);
    }

    [Fact]
    public async Task Socket_AnotherCompanysUserOfTheSameIdIsRevoked_StaysOpen()
    {
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, await IssueAsync(), Cancelled);
        await socket.NextAsync("ready", Cancelled);

        Revoke(Ids.New());

        await socket.SendAsync("""{"type":"ping"}""", Cancelled);
        await socket.NextAsync("pong", Cancelled);
    }

    private static Principal Principal() =>
        new()
        {
            TenantId = FakeTenants.TenantId,
            Subject = User,
            Kind = PrincipalKind.User,
        };

    private async Task<string> IssueAsync()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        using var response = await client.PostAsync($"/v1/users/{User}/tokens", null, Cancelled);
        return (await Answers.JsonAsync(response, Cancelled)).GetProperty("token").GetString()!;
    }

    // As the poll does.
    private void Revoke() => Revoke(FakeTenants.TenantId);

    private void Revoke(Guid tenantId) =>
        Gateway
            .Services.GetRequiredService<UserRevocations>()
            .Learn([
                new Revocation
                {
                    TenantId = tenantId.ToString(),
                    UserId = User,
                    Generation = 1,
                },
            ]);
}
