using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Tenants;
using Microsoft.AspNetCore.Identity;

namespace Chat.Sessions.AgentLogins;

/// <summary>Lets an agent in by address and password. Whatever is wrong, the answer and its time are the same.</summary>
internal sealed class LogInHandler(
    TenantStore tenants,
    CredentialStore credentials,
    PasswordHashing passwords,
    LoginStore logins,
    RefreshTokens tokens
)
{
    public async Task<Result<AgentLogin>> HandleAsync(LogIn request, CancellationToken cancellationToken)
    {
        // Longer than any password: not worth the time, and told by what the caller itself sent.
        if (request.Password.Length > PasswordRules.MaxLength || request.Email.Contains('\0'))
        {
            return new LoginRefused();
        }

        var tenant = await tenants.FindTenantAsync(request.TenantSlug, cancellationToken);
        var credential = tenant is null
            ? null
            : await credentials.FindAsync(tenant.TenantId, request.Email.Trim(), cancellationToken);
        var hash = credential?.PasswordHash;
        var verified = await passwords.VerifyAsync(hash, request.Password, cancellationToken);
        if (!verified.IsSuccess)
        {
            return verified.Error;
        }

        if (credential is null || hash is null || verified.Value is PasswordVerificationResult.Failed)
        {
            return new LoginRefused();
        }

        if (verified.Value is PasswordVerificationResult.SuccessRehashNeeded)
        {
            await RehashAsync(credential.Agent, hash, request.Password, cancellationToken);
        }

        if (await logins.BeginAsync(credential, cancellationToken) is not (var loginId, var expires))
        {
            return new LoginRefused();
        }

        var token = tokens.Write(new RefreshToken(credential.Agent.TenantId, loginId, 1));
        return new AgentLogin(credential.Agent, loginId, token, expires);
    }

    private async Task RehashAsync(
        AgentIdentity agent,
        string oldHash,
        string password,
        CancellationToken cancellationToken
    )
    {
        var hash = await passwords.HashAsync(password, cancellationToken);
        if (hash.IsSuccess)
        {
            await credentials.RehashAsync(agent, oldHash, hash.Value, cancellationToken);
        }
    }
}

/// <summary>Who wants to come in.</summary>
internal sealed record LogIn(string TenantSlug, string Email, string Password);
