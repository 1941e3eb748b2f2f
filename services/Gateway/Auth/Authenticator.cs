using Chat.Gateway.UserTokens;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Auth;

/// <summary>Turns what a client shows into a <see cref="Caller"/>, and holds browsers to the allowed origins.</summary>
internal sealed class Authenticator(KeyDirectory keys, VisitorTokens visitors, UserTokenCodec users, AgentTokens agents)
{
    private const string Scheme = "Bearer ";
    private const string PublishablePrefix = "pk_";
    private const string SecretPrefix = "sk_";
    private const int MaxCredentialLength = 4096;

    /// <summary>Reads the Authorization header.</summary>
    public ValueTask<Result<Caller>> AuthenticateAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? AuthenticateAsync(header[Scheme.Length..].Trim(), context.Request, cancellationToken)
            : ValueTask.FromResult<Result<Caller>>(new CredentialsMissing());
    }

    /// <summary>Reads a key or token that came by another way than the header.</summary>
    public async ValueTask<Result<Caller>> AuthenticateAsync(
        string credential,
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var origin = RequestOrigin.Of(request);
        if (credential.Length is 0 or > MaxCredentialLength)
        {
            return new CredentialsMissing();
        }
        if (!IsKey(credential))
        {
            if (users.IsFor(credential))
            {
                return await users.ValidateAsync(credential);
            }
            var holder = agents.IsFor(credential)
                ? await agents.ValidateAsync(credential, cancellationToken)
                : await visitors.ValidateAsync(credential);
            return Admit(holder, origin);
        }
        var key = await keys.FindAsync(credential, cancellationToken);
        if (!key.IsSuccess)
        {
            return key.Error;
        }
        // A secret key in a page's script is a leak; it still works for servers, which send no Origin.
        var isAllowed = key.Value.Caller.Kind == CallerKind.SecretKey || origin.IsAllowedBy(key.Value.AllowedOrigins);
        return isAllowed ? key.Value.Caller : new OriginRefused();
    }

    private static bool IsKey(string credential) =>
        credential.StartsWith(PublishablePrefix, StringComparison.Ordinal)
        || credential.StartsWith(SecretPrefix, StringComparison.Ordinal);

    private static Result<Caller> Admit(Result<(Caller Caller, string? Origin)> holder, RequestOrigin origin)
    {
        if (!holder.IsSuccess)
        {
            return holder.Error;
        }
        // Given to a page of one origin: another origin that shows it has stolen it.
        return holder.Value.Origin is not { } bound || origin.IsAllowedBy([bound])
            ? holder.Value.Caller
            : new OriginRefused();
    }
}
