using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.Json;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.AgentLogin;

/// <summary><c>/v1/auth</c>: agents come in, stay, and leave.</summary>
internal sealed class LoginEndpoint(
    AgentLogins.AgentLoginsClient logins,
    AgentTokens tokens,
    LoginDirectory directory,
    LoginThrottle throttle
)
{
    private const string DefaultTenant = "default";
    private const int MaxSlug = 63;
    private const int MaxEmail = 254;
    private const int MaxPassword = 200;
    private const int MaxToken = 2048;

    /// <summary><c>POST /v1/auth/login</c>.</summary>
    public async Task<IResult> LogInAsync(HttpContext context)
    {
        var body = await ReadAsync(context, ReadLogin);
        if (!body.IsSuccess)
        {
            return body.Error.ToHttpResult();
        }
        var cancellationToken = context.RequestAborted;
        var account = LoginThrottle.AccountOf(body.Value.TenantSlug, body.Value.Email);
        if (await throttle.CountAsync(context, account, cancellationToken) is { } throttled)
        {
            return throttled.ToHttpResult();
        }
        var login = await CallAsync(options => logins.LogInAsync(body.Value, options), cancellationToken);
        if (login.IsSuccess)
        {
            await throttle.ForgetAsync(account, cancellationToken);
        }
        return Answer(context, login);
    }

    /// <summary><c>POST /v1/auth/refresh</c>.</summary>
    public async Task<IResult> RefreshAsync(HttpContext context)
    {
        var token = await ReadAsync(context, ReadRefreshToken);
        if (!token.IsSuccess)
        {
            return token.Error.ToHttpResult();
        }
        var request = new RefreshLoginRequest { RefreshToken = token.Value };
        var login = await CallAsync(options => logins.RefreshLoginAsync(request, options), context.RequestAborted);
        return Answer(context, login);
    }

    /// <summary><c>POST /v1/auth/logout</c>.</summary>
    public async Task<IResult> LogOutAsync(HttpContext context)
    {
        var token = await ReadAsync(context, ReadRefreshToken);
        if (!token.IsSuccess)
        {
            return token.Error.ToHttpResult();
        }
        var request = new LogOutRequest { RefreshToken = token.Value };
        var ended = await CallAsync(options => logins.LogOutAsync(request, options), context.RequestAborted);
        if (ended.IsSuccess)
        {
            directory.Forget(Guid.Parse(ended.Value.LoginId));
        }
        return ended.Match(IResult (_) => TypedResults.NoContent(), error => error.ToHttpResult());
    }

    /// <summary><c>POST /v1/auth/invitations/accept</c>.</summary>
    public async Task<IResult> AcceptAsync(HttpContext context)
    {
        var body = await ReadAsync(context, ReadAcceptance);
        if (!body.IsSuccess)
        {
            return body.Error.ToHttpResult();
        }
        if (await throttle.CountAsync(context, context.RequestAborted) is { } throttled)
        {
            return throttled.ToHttpResult();
        }
        var accepted = await CallAsync(
            options => logins.AcceptInvitationAsync(body.Value, options),
            context.RequestAborted
        );
        return accepted.Match(IResult (_) => TypedResults.NoContent(), error => error.ToHttpResult());
    }

    private IResult Answer(HttpContext context, Result<Wire.AgentLogin> login)
    {
        if (!login.IsSuccess)
        {
            return login.Error.ToHttpResult();
        }
        context.Response.Headers.CacheControl = "no-store";
        var agent = login.Value.Agent;
        var token = tokens.Issue(
            Guid.Parse(agent.TenantId),
            agent.AgentId,
            Guid.Parse(agent.LoginId),
            RequestOrigin.Of(context.Request).Value
        );
        return TypedResults.Ok(
            new LoginAnswer
            {
                Token = token.Token,
                ExpiresAt = token.ExpiresAt,
                RefreshToken = login.Value.RefreshToken,
                RefreshExpiresAt = login.Value.RefreshExpiresAt.ToDateTimeOffset(),
                Agent = new LoginAgent(agent.AgentId, agent.Name, agent.Email, agent.Role),
            }
        );
    }

    private static async Task<Result<T>> CallAsync<T>(
        Func<CallOptions, AsyncUnaryCall<T>> call,
        CancellationToken cancellationToken
    )
    {
        Error? fault;
        try
        {
            return await call(GrpcCall.As(GatewayIdentity.ForTenants, cancellationToken));
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, cancellationToken, out fault))
        {
            return fault;
        }
    }

    private static async Task<Result<T>> ReadAsync<T>(HttpContext context, Func<JsonFields, T> read)
    {
        var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        if (!body.IsSuccess)
        {
            return body.Error;
        }
        using var json = body.Value;
        var fields = new JsonFields(json.RootElement);
        var value = read(fields);
        return fields.Faults.Count > 0 ? new Invalid(fields.Faults) : value;
    }

    private static LogInRequest ReadLogin(JsonFields fields) =>
        new()
        {
            TenantSlug = fields.Text("tenant", 1, MaxSlug) ?? DefaultTenant,
            Email = fields.RequiredText("email", 1, MaxEmail),
            Password = fields.RequiredText("password", 1, MaxPassword),
        };

    private static string ReadRefreshToken(JsonFields fields) => fields.RequiredText("refreshToken", 1, MaxToken);

    private static AcceptInvitationRequest ReadAcceptance(JsonFields fields) =>
        new()
        {
            Token = fields.RequiredText("token", 1, MaxToken),
            Password = fields.RequiredText("password", 1, MaxPassword),
        };
}
