using Chat.Gateway.Auth;
using Chat.Gateway.Json;
using Chat.Gateway.RateLimits;
using Chat.Gateway.VisitorDetails;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.WebSockets;

/// <summary>Finds out who a socket is.</summary>
internal sealed class SocketAdmission(
    Authenticator authenticator,
    LoginDirectory logins,
    VisitorTokens visitors,
    RateLimiter limiter,
    SeenVisitors seen
)
{
    private const string AuthType = "auth";

    /// <summary>The credential in the offered sub-protocols; null when it is to come in the first frame.</summary>
    public static string? BearerOf(WebSocketManager sockets)
    {
        foreach (var offered in sockets.WebSocketRequestedProtocols)
        {
            if (offered.StartsWith(SocketProtocol.BearerPrefix, StringComparison.Ordinal))
            {
                return offered[SocketProtocol.BearerPrefix.Length..];
            }
        }
        return null;
    }

    /// <summary>The credential in a first frame; null when it is another frame, or none.</summary>
    public static string? TokenOf(ReadOnlyMemory<byte> frame)
    {
        var token = JsonBody.Read<string>(
            frame,
            static fields =>
            {
                var isAuth = fields.OneOf("type", AuthType) is not null;
                var token = fields.RequiredText("token", 1, SocketProtocol.MaxCredential);
                return isAuth && fields.Faults.Count == 0 ? token : new Invalid(fields.Faults);
            }
        );
        return token.IsSuccess ? token.Value : null;
    }

    /// <summary>Whether the credential is a secret key that holds.</summary>
    public async ValueTask<bool> IsSecretKeyAsync(string credential, HttpRequest request)
    {
        var caller = await authenticator.AuthenticateAsync(credential, request, request.HttpContext.RequestAborted);
        return caller is { IsSuccess: true, Value.Kind: CallerKind.SecretKey };
    }

    /// <summary>Whether the credential is still good for the principal: it runs out, or is revoked.</summary>
    public async ValueTask<Error?> CheckAsync(string credential, Principal principal, HttpRequest request)
    {
        var caller = await authenticator.AuthenticateAsync(credential, request, request.HttpContext.RequestAborted);
        if (!caller.IsSuccess)
        {
            return caller.Error;
        }
        var shown = caller.Value.Principal;
        var isTheSame =
            shown.TenantId == principal.TenantId
            && (
                caller.Value.Kind == CallerKind.PublishableKey
                    ? principal.Kind == PrincipalKind.Visitor
                    : shown.Kind == principal.Kind && shown.Subject == principal.Subject
            );
        return isTheSame ? CheckRoles(shown, principal) : new AnotherCaller();
    }

    /// <summary>Whether an agent still is what it came in as, asked before its commands; null as well while nobody can say.</summary>
    public async ValueTask<Error?> CheckAgentAsync(Guid loginId, Principal principal)
    {
        // Nobody's token: as of the command that is behind it.
        var agent = await logins.FindAsync(principal.TenantId, loginId, CancellationToken.None);
        if (agent.IsSuccess)
        {
            return CheckRoles(agent.Value.Principal, principal);
        }
        return agent.Error.IsVerdict() ? agent.Error : null;
    }

    /// <summary>Who the credential stands for, and the frame that says so.</summary>
    public async ValueTask<Result<Admitted>> AdmitAsync(string credential, HttpRequest request)
    {
        var caller = await authenticator.AuthenticateAsync(credential, request, request.HttpContext.RequestAborted);
        if (!caller.IsSuccess)
        {
            return caller.Error;
        }
        if (caller.Value.Kind != CallerKind.PublishableKey)
        {
            if (caller.Value.Kind is CallerKind.Visitor or CallerKind.User)
            {
                seen.Note(request.HttpContext, caller.Value.Principal, page: null);
            }
            var known = caller.Value.Kind == CallerKind.Visitor ? caller.Value.Principal.Subject : null;
            return new Admitted(caller.Value, ServerFrames.Ready(known, null));
        }
        var limited = await limiter.CountCallAsync(
            request.HttpContext,
            caller.Value.Principal,
            request.HttpContext.RequestAborted
        );
        if (limited is not null)
        {
            return limited;
        }
        // A publishable key alone is nobody yet: it becomes a new visitor.
        var token = visitors.Issue(caller.Value.TenantId, visitorId: null, RequestOrigin.Of(request).Value);
        var visitor = VisitorTokens.ToCaller(caller.Value.TenantId, token.VisitorId);
        seen.Note(request.HttpContext, visitor.Principal, page: null);
        return new Admitted(visitor, ServerFrames.Ready(token.VisitorId, token.Token));
    }

    // A socket's calls and subscriptions carry the roles it came in with: with others it has to come in anew.
    private static RoleChanged? CheckRoles(Principal now, Principal before) =>
        now.Roles.SetEquals(before.Roles) ? null : new RoleChanged();
}
