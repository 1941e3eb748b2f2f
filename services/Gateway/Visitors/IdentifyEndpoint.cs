using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.Json;
using Chat.Gateway.RateLimits;
using Chat.Gateway.Upstreams;
using Chat.Gateway.UserTokens;
using Chat.Gateway.VisitorDetails;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.Visitors;

/// <summary><c>POST /v1/visitors/identify</c>: who an anonymous visitor is, by its word or by a user token.</summary>
internal sealed class IdentifyEndpoint(
    Authenticator authenticator,
    UserTokenCodec users,
    RateLimiter limiter,
    SeenVisitors seen,
    IIdentityTokens identities,
    Wire.Visitors.VisitorsClient sessions
)
{
    private const int MaxToken = 4_096;
    private const int MaxName = 200;
    private const int MaxEmail = 254;
    private const int MaxPhone = 50;

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var caller = await authenticator.AuthenticateAsync(context, context.RequestAborted);
        if (!caller.IsSuccess)
        {
            return caller.Error.ToHttpResult();
        }
        if (caller.Value.Kind != CallerKind.Visitor)
        {
            return new VisitorTokenRequired().ToHttpResult();
        }
        // As a message: each may make a customer, and whoever guesses is slowed down.
        var visitor = caller.Value.Principal;
        if (await limiter.CountAsync(context, visitor, RateTrust.Visitor, context.RequestAborted) is { } limited)
        {
            return limited.ToHttpResult();
        }
        seen.Note(context, visitor, page: null);
        var request = await ReadAsync(context, visitor);
        return request.IsSuccess
            ? await IdentifyAsync(visitor, request.Value, context.RequestAborted)
            : request.Error.ToHttpResult();
    }

    private async Task<IResult> IdentifyAsync(
        Principal visitor,
        IdentifyRequest request,
        CancellationToken cancellationToken
    )
    {
        Error? fault;
        try
        {
            var identified = await sessions.IdentifyAsync(request, GrpcCall.As(visitor, cancellationToken));
            return TypedResults.Ok(IdentifiedVisitor.From(identified));
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, cancellationToken, out fault))
        {
            return fault.ToHttpResult();
        }
    }

    private async Task<Result<IdentifyRequest>> ReadAsync(HttpContext context, Principal visitor)
    {
        var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        if (!body.IsSuccess)
        {
            return body.Error;
        }
        using var json = body.Value;
        var fields = new JsonFields(json.RootElement);
        var userToken = fields.Text("userToken", 1, MaxToken);
        var request = new IdentifyRequest
        {
            Name = fields.Text("name", 0, MaxName) ?? "",
            Email = fields.Text("email", 0, MaxEmail) ?? "",
            Phone = fields.Text("phone", 0, MaxPhone) ?? "",
        };
        if (fields.Faults.Count > 0)
        {
            return new Invalid(fields.Faults);
        }
        return userToken is null ? request : await ProveAsync(request, userToken, visitor);
    }

    private async ValueTask<Result<IdentifyRequest>> ProveAsync(
        IdentifyRequest request,
        string userToken,
        Principal visitor
    )
    {
        var user = await users.ValidateAsync(userToken);
        if (!user.IsSuccess)
        {
            return user.Error;
        }
        if (user.Value.TenantId != visitor.TenantId)
        {
            return new UserTokenRefused();
        }
        request.UserIdentity = identities.Issue(user.Value.Principal);
        return request;
    }
}
