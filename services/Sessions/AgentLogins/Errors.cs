using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.AgentLogins;

/// <summary>Tenant, address or password is wrong, or the agent may not come in: the four must look alike.</summary>
internal sealed record LoginRefused()
    : Unauthenticated("login_refused", "The email address or the password is wrong, or the agent may not log in.");

/// <summary>The refresh token opens nothing any more.</summary>
internal sealed record LoginEnded() : Unauthenticated("login_ended", "The login has ended. Log in again.");

/// <summary>There is no such login, or it ended with its agent.</summary>
internal sealed record LoginNotFound() : NotFound("login_ended", "The login has ended.");

/// <summary>More passwords wait to be checked than may.</summary>
internal sealed record LoginBusy() : Unavailable("login_busy", "Too many logins at this moment. Try again.");

/// <summary>The invitation was used, replaced or has expired, or never was one.</summary>
internal sealed record InvitationRefused()
    : Unauthenticated("invitation_refused", "The invitation is not valid any more. Ask for a new one.");

/// <summary>Who changes its own password shows the one it has.</summary>
internal sealed record PasswordWrong() : Forbidden("password_wrong", "The present password is wrong.");
