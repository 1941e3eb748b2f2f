using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Auth;

/// <summary>
/// Agents' access tokens: short, and bound to a login and to the origin they were given to. What the agent may do is not
/// in them but asked for (<see cref="LoginDirectory"/>), so that it changes at once.
/// </summary>
internal sealed class AgentTokens(
    IOptions<IdentityOptions> identity,
    IOptions<AuthOptions> options,
    LoginDirectory logins,
    TimeProvider time
)
{
    private readonly SignedTokens tokens = new(identity.Value, "chat-agent", "chat agent token v1", time);

    /// <summary>Whether the token says it is an agent's.</summary>
    public bool IsFor(string token) => tokens.IsFor(token);

    /// <summary>A token for an agent who came in.</summary>
    public AgentToken Issue(Guid tenantId, string agentId, Guid loginId, string? origin)
    {
        var expires = time.GetUtcNow() + options.Value.AgentTokenLifetime;
        var token = new SignedToken
        {
            TenantId = tenantId,
            Subject = agentId,
            LoginId = loginId,
            Origin = origin,
        };
        return new AgentToken(tokens.Write(token, expires), expires);
    }

    /// <summary>Who the token speaks for as the agent is now, and the origin it was given to (null: none).</summary>
    public async ValueTask<Result<(Caller Caller, string? Origin)>> ValidateAsync(
        string token,
        CancellationToken cancellationToken
    )
    {
        if (await tokens.ReadAsync(token) is not { LoginId: { } loginId } read)
        {
            return new AgentTokenRefused();
        }
        var caller = await logins.FindAsync(read.TenantId, loginId, cancellationToken);
        return caller.IsSuccess ? (caller.Value, read.Origin) : caller.Error;
    }
}
