using System.Collections.Concurrent;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>One agent and its logins, in memory.</summary>
public sealed class FakeAgentLogins : AgentLogins.AgentLoginsBase
{
    /// <summary>The agent's address.</summary>
    public const string Email = "ada@example.com";

    /// <summary>The agent's password.</summary>
    public const string Password = "correct horse";

    private readonly ConcurrentDictionary<string, string> logins = new(StringComparer.Ordinal);
    private int tries;
    private int resolveCalls;

    /// <summary>The agent's id.</summary>
    public static string AgentId { get; } = "0190c000-0000-7000-8000-000000000001";

    /// <summary>What the agent may do.</summary>
    public string Role { get; set; } = "agent";

    /// <summary>False: it may not come in any more.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>What an answer about a login waits for, until the caller gives up.</summary>
    public Func<CancellationToken, Task> BeforeResolving { get; set; } = static _ => Task.CompletedTask;

    /// <summary>How often somebody tried to come in.</summary>
    public int Tries => Volatile.Read(ref tries);

    /// <summary>How often a login was asked for.</summary>
    public int ResolveCalls => Volatile.Read(ref resolveCalls);

    /// <inheritdoc/>
    public override Task<Wire.AgentLogin> LogIn(LogInRequest request, ServerCallContext context)
    {
        Interlocked.Increment(ref tries);
        return request is { TenantSlug: "default", Email: Email, Password: Password } && IsActive
            ? Task.FromResult(Begin())
            : throw new Unauthenticated("login_refused", "Wrong.").ToRpcException();
    }

    /// <inheritdoc/>
    public override Task<Wire.AgentLogin> RefreshLogin(RefreshLoginRequest request, ServerCallContext context) =>
        logins.TryRemove(request.RefreshToken, out var loginId)
            ? Task.FromResult(Give(loginId))
            : throw new Unauthenticated("login_ended", "Ended.").ToRpcException();

    /// <inheritdoc/>
    public override Task<LogOutResponse> LogOut(LogOutRequest request, ServerCallContext context) =>
        logins.TryRemove(request.RefreshToken, out var loginId)
            ? Task.FromResult(new LogOutResponse { LoginId = loginId })
            : throw new Unauthenticated("login_ended", "Ended.").ToRpcException();

    /// <inheritdoc/>
    public override async Task<AgentIdentity> ResolveLogin(ResolveLoginRequest request, ServerCallContext context)
    {
        Interlocked.Increment(ref resolveCalls);
        await BeforeResolving(context.CancellationToken);
        return IsActive && logins.Values.Contains(request.LoginId, StringComparer.Ordinal)
            ? Identity(request.LoginId)
            : throw new NotFound("login_ended", "Ended.").ToRpcException();
    }

    /// <inheritdoc/>
    public override Task<AcceptInvitationResponse> AcceptInvitation(
        AcceptInvitationRequest request,
        ServerCallContext context
    ) =>
        request.Token == "inv_good"
            ? Task.FromResult(new AcceptInvitationResponse())
            : throw new Unauthenticated("invitation_refused", "Refused.").ToRpcException();

    private Wire.AgentLogin Begin() => Give(Ids.NewText());

    private Wire.AgentLogin Give(string loginId)
    {
        var token = "rt_" + Ids.NewText();
        logins[token] = loginId;
        return new Wire.AgentLogin
        {
            Agent = Identity(loginId),
            RefreshToken = token,
            RefreshExpiresAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)),
        };
    }

    private AgentIdentity Identity(string loginId) =>
        new()
        {
            TenantId = FakeTenants.TenantId.ToString(),
            AgentId = AgentId,
            LoginId = loginId,
            Name = "Ada",
            Email = Email,
            Role = Role,
        };
}
