using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.AgentLogins;

/// <summary>Goes on with logins, ends them, and says who they are.</summary>
internal sealed class RefreshLoginHandler(LoginStore logins, RefreshTokens tokens, ILogger<RefreshLoginHandler> logger)
{
    public async Task<Result<AgentLogin>> HandleAsync(string refreshToken, CancellationToken cancellationToken)
    {
        if (
            tokens.Read(refreshToken) is not { } token
            || await logins.RefreshAsync(token, cancellationToken) is not { } refreshed
        )
        {
            return new LoginEnded();
        }

        var (login, outcome) = refreshed;
        if (outcome is RefreshOutcome.EndLogin)
        {
            LoginsLog.TokenReused(logger, token.LoginId, login.Agent.AgentId);
        }

        if (outcome is not (RefreshOutcome.Replace or RefreshOutcome.Repeat))
        {
            return new LoginEnded();
        }

        var next = tokens.Write(token with { Generation = login.Generation });
        return new AgentLogin(login.Agent, token.LoginId, next, login.ExpiresAt);
    }

    /// <summary>Any token of the login ends it, also one that was replaced; answers the login's id.</summary>
    public async Task<Result<Guid>> LogOutAsync(string refreshToken, CancellationToken cancellationToken)
    {
        if (tokens.Read(refreshToken) is not { } token)
        {
            return new LoginEnded();
        }

        await logins.EndAsync(token.TenantId, token.LoginId, cancellationToken);
        return token.LoginId;
    }

    public async Task<Result<AgentIdentity>> ResolveAsync(
        Guid tenantId,
        Guid loginId,
        CancellationToken cancellationToken
    ) =>
        await logins.FindAsync(tenantId, loginId, cancellationToken) is { IsOver: false } login
            ? login.Agent
            : new LoginNotFound();
}
