using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.AgentLogins;

/// <summary>The ways to a password: an admin sets it, the agent changes it, an invitation is accepted.</summary>
internal sealed class SetPasswordHandler(
    CredentialStore credentials,
    PasswordHashing passwords,
    IOptions<LoginOptions> options
)
{
    /// <summary>Sets another agent's password; its logins end.</summary>
    public async Task<Result> SetAsync(
        Principal principal,
        Guid agentId,
        string? password,
        CancellationToken cancellationToken
    )
    {
        if (!AgentAccess.MayWrite(principal))
        {
            return new AdminRequired();
        }

        if (PasswordRules.Check("/password", password) is { } invalid)
        {
            return invalid;
        }

        var hash = await passwords.HashAsync(password!, cancellationToken);
        if (!hash.IsSuccess)
        {
            return hash.Error;
        }

        return await credentials.SetAsync(principal.TenantId, agentId, hash.Value, cancellationToken)
            ? Result.Success
            : new AgentNotFound();
    }

    /// <summary>Changes one's own password; all logins end, the caller's too.</summary>
    public async Task<Result> ChangeAsync(
        Principal principal,
        string? present,
        string? password,
        CancellationToken cancellationToken
    )
    {
        if (
            AgentAccess.AgentIdOf(principal) is not { } agentId
            || await credentials.FindAsync(principal.TenantId, agentId, cancellationToken) is not { } credential
        )
        {
            return new AgentTokenRequired();
        }

        if (PasswordRules.Check("/newPassword", password) is { } invalid)
        {
            return invalid;
        }

        var verified = await passwords.VerifyAsync(credential.PasswordHash, present ?? "", cancellationToken);
        if (!verified.IsSuccess)
        {
            return verified.Error;
        }

        if (verified.Value is PasswordVerificationResult.Failed)
        {
            return new PasswordWrong();
        }

        var hash = await passwords.HashAsync(password!, cancellationToken);
        if (!hash.IsSuccess)
        {
            return hash.Error;
        }

        return await credentials.ChangeAsync(credential, hash.Value, cancellationToken)
            ? Result.Success
            : new PasswordWrong();
    }

    /// <summary>An invitation for an agent; the one before holds no longer.</summary>
    public async Task<Result<Invitation>> InviteAsync(
        Principal principal,
        Guid agentId,
        CancellationToken cancellationToken
    )
    {
        if (!AgentAccess.MayWrite(principal))
        {
            return new AdminRequired();
        }

        var token = InvitationToken.Create(principal.TenantId, agentId);
        var expires = await credentials.InviteAsync(
            principal.TenantId,
            agentId,
            InvitationToken.HashOf(token),
            options.Value.InvitationLifetime,
            cancellationToken
        );
        return expires is { } until ? new Invitation(token, until) : new AgentNotFound();
    }

    /// <summary>Sets the password of the invited agent; its logins end.</summary>
    public async Task<Result> AcceptAsync(string invitation, string password, CancellationToken cancellationToken)
    {
        if (PasswordRules.Check("/password", password) is { } invalid)
        {
            return invalid;
        }

        if (InvitationToken.Read(invitation) is not (var tenantId, var agentId))
        {
            return new InvitationRefused();
        }

        // Anybody may send what looks like an invitation: only for one that holds is a password worth its hash, whose
        // turn others wait for.
        var digest = InvitationToken.HashOf(invitation);
        if (!await credentials.IsInvitedAsync(tenantId, agentId, digest, cancellationToken))
        {
            return new InvitationRefused();
        }

        var hash = await passwords.HashAsync(password, cancellationToken);
        if (!hash.IsSuccess)
        {
            return hash.Error;
        }

        return await credentials.AcceptAsync(tenantId, agentId, digest, hash.Value, cancellationToken)
            ? Result.Success
            : new InvitationRefused();
    }
}

/// <summary>An invitation; the token is known to who asked for it alone.</summary>
internal sealed record Invitation(string Token, DateTime ExpiresAt);
