using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Auth;

/// <summary>Who agents' logins are now: asked of Sessions, remembered for some seconds.</summary>
internal sealed class LoginDirectory(
    AgentLogins.AgentLoginsClient logins,
    IOptions<AuthOptions> options,
    TimeProvider time
)
{
    private readonly BoundedCache<Guid, Result<Caller>> callers = new(options.Value.CacheEntries, time);

    /// <summary>The agent with its roles; <see cref="AgentTokenRefused"/> when the login has ended.</summary>
    public ValueTask<Result<Caller>> FindAsync(Guid tenantId, Guid loginId, CancellationToken cancellationToken) =>
        callers.TryGet(loginId, out var known)
            ? ValueTask.FromResult(known)
            : new ValueTask<Result<Caller>>(AskAsync(tenantId, loginId, cancellationToken));

    /// <summary>The login was ended here: this instance need not find out.</summary>
    public void Forget(Guid loginId) => callers.Set(loginId, new AgentTokenRefused(), options.Value.RefusalLifetime);

    private async Task<Result<Caller>> AskAsync(Guid tenantId, Guid loginId, CancellationToken cancellationToken)
    {
        Result<Caller> found;
        Error? fault;
        try
        {
            var request = new ResolveLoginRequest { TenantId = tenantId.ToString(), LoginId = loginId.ToString() };
            found = ToCaller(
                await logins.ResolveLoginAsync(request, GrpcCall.As(GatewayIdentity.ForTenants, cancellationToken))
            );
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.NotFound)
        {
            found = new AgentTokenRefused();
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, cancellationToken, out fault))
        {
            return fault;
        }
        if (found.IsSuccess && callers.TryGet(loginId, out var known) && !known.IsSuccess)
        {
            // It was ended here while Sessions was asked.
            return known;
        }
        callers.Set(loginId, found, found.IsSuccess ? options.Value.LoginLifetime : options.Value.RefusalLifetime);
        return found;
    }

    private static Caller ToCaller(AgentIdentity agent) =>
        new(
            CallerKind.Agent,
            new Principal
            {
                TenantId = Guid.Parse(agent.TenantId),
                Subject = agent.AgentId,
                Kind = PrincipalKind.Agent,
                Roles = AgentRoles.UpTo(agent.Role),
                DisplayName = agent.Name,
            }
        )
        {
            LoginId = Guid.Parse(agent.LoginId),
        };
}
