using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.Json;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.UserTokens;

/// <summary><c>/v1/users/{userId}/tokens</c>: the company's backend lets its users in, and out.</summary>
internal sealed class UserTokensEndpoint(
    Authenticator authenticator,
    Wire.UserTokens.UserTokensClient sessions,
    UserTokenCodec tokens,
    IOptions<UserTokenOptions> options
)
{
    private const int MaxName = 200;
    private const int MaxEmail = 254;
    private const int MinSeconds = 60;

    public async Task<IResult> IssueAsync(HttpContext context, string routed)
    {
        var userId = UserIdOf(context, routed);
        var caller = await DemandSecretKeyAsync(context);
        if (!caller.IsSuccess)
        {
            return caller.Error.ToHttpResult();
        }
        var body = await ReadAsync(context.Request, context.RequestAborted);
        if (!body.IsSuccess)
        {
            return body.Error.ToHttpResult();
        }
        Error? fault;
        try
        {
            var admitted = await sessions.AdmitUserAsync(
                new AdmitUserRequest
                {
                    UserId = userId,
                    Name = body.Value.Name ?? "",
                    Email = body.Value.Email ?? "",
                },
                GrpcCall.As(caller.Value, context.RequestAborted)
            );
            var lifetime = body.Value.ExpiresIn is { } seconds ? TimeSpan.FromSeconds(seconds) : options.Value.Lifetime;
            return TypedResults.Created((string?)null, Issue(caller.Value.TenantId, userId, admitted, lifetime));
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, context.RequestAborted, out fault))
        {
            return fault.ToHttpResult();
        }
    }

    public async Task<IResult> RevokeAsync(HttpContext context, string routed)
    {
        var userId = UserIdOf(context, routed);
        var caller = await DemandSecretKeyAsync(context);
        if (!caller.IsSuccess)
        {
            return caller.Error.ToHttpResult();
        }
        Error? fault;
        try
        {
            _ = await sessions.RevokeUserTokensAsync(
                new RevokeUserTokensRequest { UserId = userId },
                GrpcCall.As(caller.Value, context.RequestAborted)
            );
            return TypedResults.NoContent();
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, context.RequestAborted, out fault))
        {
            return fault.ToHttpResult();
        }
    }

    // Routing leaves %2F as it is: an id with a slash is told from one with these three characters by the address as it
    // was sent.
    private static string UserIdOf(HttpContext context, string routed)
    {
        if (!routed.Contains('%'))
        {
            return routed;
        }
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0].TrimEnd('/');
        return Uri.UnescapeDataString(path.Split('/')[^2]);
    }

    private async ValueTask<Result<Principal>> DemandSecretKeyAsync(HttpContext context)
    {
        var caller = await authenticator.AuthenticateAsync(context, context.RequestAborted);
        if (!caller.IsSuccess)
        {
            return caller.Error;
        }
        return caller.Value.Kind == CallerKind.SecretKey ? caller.Value.Principal : new SecretKeyRequired();
    }

    private UserToken Issue(Guid tenantId, string userId, AdmitUserResponse admitted, TimeSpan lifetime)
    {
        var user = new SignedToken
        {
            TenantId = tenantId,
            Subject = userId,
            Name = NullIfEmpty(admitted.Name),
            Email = NullIfEmpty(admitted.Email),
            Generation = admitted.Generation,
        };
        var (token, expiresAt) = tokens.Issue(user, lifetime);
        return new UserToken(userId, admitted.CustomerId, token, expiresAt);
    }

    private async Task<Result<UserTokenBody>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is not true)
        {
            return new UserTokenBody();
        }
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        if (!body.IsSuccess)
        {
            return body.Error;
        }
        using var json = body.Value;
        var fields = new JsonFields(json.RootElement);
        var read = new UserTokenBody
        {
            Name = fields.Text("name", 0, MaxName),
            Email = fields.Text("email", 0, MaxEmail),
            ExpiresIn = fields.Integer("expiresIn", MinSeconds, (int)options.Value.MaxLifetime.TotalSeconds),
        };
        return fields.Faults.Count > 0 ? new Invalid(fields.Faults) : read;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
