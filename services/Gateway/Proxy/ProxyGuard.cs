using Chat.Gateway.Auth;
using Chat.Gateway.Presence;
using Chat.Gateway.RateLimits;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Forwarder;

namespace Chat.Gateway.Proxy;

/// <summary>
/// Stands in front of the proxied resources: who may use them, and under which identity the service sees the caller.
/// Behind them it turns a service that cannot be reached into a problem.
/// </summary>
internal sealed class ProxyGuard(
    Authenticator authenticator,
    AgentSockets agents,
    IIdentityTokens tokens,
    RateLimiter limiter
)
{
    // Files; the service knows how large each may be.
    private const long MaxLinkedBytes = 100 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (AccessOf(context) is ProxyAccess.Link)
        {
            context.Request.Headers.Authorization = $"Bearer {tokens.Issue(GatewayIdentity.ForLinks)}";
            AllowFiles(context);
            await ForwardAsync(context, next);
            return;
        }
        var caller = await authenticator.AuthenticateAsync(context, context.RequestAborted);
        var refusal = caller.IsSuccess
            ? Refuse(context, caller.Value.Kind) ?? await CountAsync(context, caller.Value)
            : caller.Error;
        if (refusal is not null)
        {
            await refusal.ToHttpResult().ExecuteAsync(context);
            return;
        }
        if (caller.Value.LoginId is { } loginId)
        {
            agents.Touch(loginId);
        }
        var headers = context.Request.Headers;
        headers.Authorization = $"Bearer {tokens.Issue(caller.Value.Principal)}";
        await ForwardAsync(context, next);
    }

    private static void AllowFiles(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxLinkedBytes;
        }
    }

    private static async Task ForwardAsync(HttpContext context, RequestDelegate next)
    {
        _ = context.Request.Headers.Remove(HeaderNames.Cookie);
        await next(context);
        if (context.Features.Get<IForwarderErrorFeature>() is not null && !context.Response.HasStarted)
        {
            context.Response.Clear();
            await new ServiceAway().ToHttpResult().ExecuteAsync(context);
        }
    }

    /// <summary>What customers write is counted like their messages, whatever it is: each leaves something behind.</summary>
    private async Task<Error?> CountAsync(HttpContext context, Caller caller)
    {
        if (
            caller.Kind is CallerKind.SecretKey or CallerKind.Agent
            || HttpMethods.IsGet(context.Request.Method)
            || bool.Parse(MetadataOf(context, ProxyConfiguration.FreeKey))
        )
        {
            return null;
        }
        // A publishable key is everybody's: then the address alone counts.
        var sender =
            caller.Kind == CallerKind.PublishableKey
                ? caller.Principal with
                {
                    Subject = Ids.NewText(),
                }
                : caller.Principal;
        return await limiter.CountAsync(context, sender, RateTrust.Visitor, context.RequestAborted);
    }

    private static ProxyAccess AccessOf(HttpContext context) =>
        Enum.Parse<ProxyAccess>(MetadataOf(context, ProxyConfiguration.AccessKey));

    private static string MetadataOf(HttpContext context, string key) =>
        context.GetReverseProxyFeature().Route.Config.Metadata![key];

    private static Error? Refuse(HttpContext context, CallerKind kind) =>
        AccessOf(context) switch
        {
            ProxyAccess.SecretKey when kind != CallerKind.SecretKey => new SecretKeyRequired(),
            ProxyAccess.AgentOrSecretKey when kind is not (CallerKind.Agent or CallerKind.SecretKey) =>
                new AgentRequired(),
            ProxyAccess.AnyKey when kind is CallerKind.Visitor or CallerKind.User => new KeyRequired(),
            ProxyAccess.Person when kind is not (CallerKind.Visitor or CallerKind.User) => new PersonRequired(),
            ProxyAccess.VisitorOrSecretKey when kind == CallerKind.PublishableKey => new VisitorRequired(),
            _ => null,
        };
}
