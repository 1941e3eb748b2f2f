using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Chat.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Identity;

/// <summary>Believes internal identity tokens, on HTTP and gRPC alike, and answers in the protocol that was asked.</summary>
internal sealed class InternalIdentityHandler(
    IIdentityTokens tokens,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private static readonly Unauthenticated Missing = new("token_missing", "The request carries no identity token.");
    private static readonly Forbidden Denied = new("forbidden", "The caller may not do this.");

    // One ticket for each principal the token cache hands out: nothing is built for a token that was seen before.
    private static readonly ConditionalWeakTable<Principal, AuthenticateResult> Tickets = [];

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? header = Request.Headers.Authorization;
        if (header is null || !header.StartsWith(InternalIdentity.Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var result = tokens.Validate(header[InternalIdentity.Bearer.Length..]);
        if (result.IsSuccess)
        {
            return Task.FromResult(Tickets.GetValue(result.Value, CreateTicket));
        }

        Context.Features.Set(new RefusedToken(result.Error));
        return Task.FromResult(AuthenticateResult.Fail(result.Error.Code));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var error = Context.Features.Get<RefusedToken>()?.Error ?? Missing;
        if (error is Unauthenticated)
        {
            Response.Headers.WWWAuthenticate = "Bearer";
        }

        return ErrorResponse.WriteAsync(Context, error);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ErrorResponse.WriteAsync(Context, Denied);

    private static AuthenticateResult CreateTicket(Principal principal) =>
        AuthenticateResult.Success(new AuthenticationTicket(new IdentityUser(principal), InternalIdentity.Scheme));

    private sealed record RefusedToken(Error Error);
}
