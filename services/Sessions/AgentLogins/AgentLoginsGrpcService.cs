using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.AgentLogins;

/// <summary>The gRPC edge of logins; for services only.</summary>
[Authorize(Policies.Service)]
internal sealed class AgentLoginsGrpcService(
    LogInHandler logIn,
    RefreshLoginHandler refresh,
    SetPasswordHandler passwords
) : Wire.AgentLogins.AgentLoginsBase
{
    public override async Task<Wire.AgentLogin> LogIn(Wire.LogInRequest request, ServerCallContext context)
    {
        var wanted = new LogIn(request.TenantSlug, request.Email, request.Password);
        var login = await logIn.HandleAsync(wanted, context.CancellationToken);
        return login.IsSuccess ? login.Value.ToWire() : throw login.Error.ToRpcException();
    }

    public override async Task<Wire.AgentLogin> RefreshLogin(
        Wire.RefreshLoginRequest request,
        ServerCallContext context
    )
    {
        var login = await refresh.HandleAsync(request.RefreshToken, context.CancellationToken);
        return login.IsSuccess ? login.Value.ToWire() : throw login.Error.ToRpcException();
    }

    public override async Task<Wire.LogOutResponse> LogOut(Wire.LogOutRequest request, ServerCallContext context)
    {
        var ended = await refresh.LogOutAsync(request.RefreshToken, context.CancellationToken);
        return ended.IsSuccess
            ? new Wire.LogOutResponse { LoginId = ended.Value.ToString() }
            : throw ended.Error.ToRpcException();
    }

    public override async Task<Wire.AgentIdentity> ResolveLogin(
        Wire.ResolveLoginRequest request,
        ServerCallContext context
    )
    {
        var tenantId = WireIds.ParseChosen(request.TenantId, "/tenantId");
        var loginId = WireIds.ParseChosen(request.LoginId, "/loginId");
        var agent = await refresh.ResolveAsync(tenantId, loginId, context.CancellationToken);
        return agent.IsSuccess ? agent.Value.ToWire(loginId) : throw agent.Error.ToRpcException();
    }

    public override async Task<Wire.AcceptInvitationResponse> AcceptInvitation(
        Wire.AcceptInvitationRequest request,
        ServerCallContext context
    )
    {
        var accepted = await passwords.AcceptAsync(request.Token, request.Password, context.CancellationToken);
        return accepted.IsSuccess ? new Wire.AcceptInvitationResponse() : throw accepted.Error.ToRpcException();
    }
}
