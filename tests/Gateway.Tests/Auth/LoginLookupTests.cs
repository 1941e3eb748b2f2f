using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Auth;

/// <summary>How long <see cref="LoginDirectory"/> believes what it is told.</summary>
public sealed class LoginLookupTests
{
    private static readonly Guid TenantId = new("0190a000-0000-7000-8000-000000000001");
    private static readonly Guid LoginId = new("0190a000-0000-7000-8000-000000000002");
    private readonly FakeTimeProvider time = new();
    private readonly FixedLogins sessions = new();
    private readonly LoginDirectory logins;

    public LoginLookupTests() => logins = new LoginDirectory(sessions, Options.Create(new AuthOptions()), time);

    [Fact]
    public async Task FindAsync_DeactivatedMeanwhile_KeepsAccessForFiveSecondsAtMost()
    {
        sessions.Login = Ada;
        await FindAsync();
        sessions.Login = static _ => throw FixedTenants.NotFound();

        time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.True((await FindAsync()).IsSuccess);
        time.Advance(TimeSpan.FromTicks(1));

        Assert.IsType<AgentTokenRefused>((await FindAsync()).Error);
    }

    [Fact]
    public async Task FindAsync_SessionsIsAway_IsNotBelieved()
    {
        sessions.Login = static _ => throw new RpcException(new Status(StatusCode.Unavailable, "away"));
        Assert.IsAssignableFrom<Unavailable>((await FindAsync()).Error);
        sessions.Login = Ada;

        Assert.True((await FindAsync()).IsSuccess);
    }

    [Fact]
    public async Task Forget_LoginThatWasKnown_IsRefusedForFiveSecondsWithoutAsking()
    {
        sessions.Login = Ada;
        await FindAsync();

        logins.Forget(LoginId);

        Assert.IsType<AgentTokenRefused>((await FindAsync()).Error);
        Assert.Single(sessions.Requests);
        time.Advance(TimeSpan.FromSeconds(5));
        await FindAsync();
        Assert.Equal(2, sessions.Requests.Count);
    }

    [Fact]
    public async Task FindAsync_EndedHereWhileSessionsIsAsked_IsRefused()
    {
        sessions.Login = request =>
        {
            logins.Forget(LoginId);
            return Ada(request);
        };

        Assert.IsType<AgentTokenRefused>((await FindAsync()).Error);
        Assert.IsType<AgentTokenRefused>((await FindAsync()).Error);
        Assert.Single(sessions.Requests);
    }

    private async Task<Result<Caller>> FindAsync() =>
        await logins.FindAsync(TenantId, LoginId, TestContext.Current.CancellationToken);

    private static AgentIdentity Ada(ResolveLoginRequest request) =>
        new()
        {
            TenantId = request.TenantId,
            LoginId = request.LoginId,
            AgentId = "agent-1",
            Name = "Ada",
            Role = "agent",
        };
}
