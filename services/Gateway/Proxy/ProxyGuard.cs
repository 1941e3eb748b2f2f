using System.Globalization;
using System.Runtime.ExceptionServices;
using Chat.Gateway.AgentLogin;
using Chat.Gateway.Auth;
using Chat.Gateway.Limits;
using Chat.Gateway.Presence;
using Chat.Gateway.RateLimits;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
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
    RateLimiter limiter,
    LoginThrottle throttle,
    IOptions<LimitsOptions> limits
)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (AccessOf(context) is ProxyAccess.Link)
        {
            if (await limiter.CountLinkAsync(context, context.RequestAborted) is { } limited)
            {
                await limited.ToHttpResult().ExecuteAsync(context);
                return;
            }
            context.Request.Headers.Authorization = $"Bearer {tokens.Issue(GatewayIdentity.ForLinks)}";
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

    private async Task ForwardAsync(HttpContext context, RequestDelegate next)
    {
        var most = Math.Max(
            limits.Value.MaxBodyBytes,
            long.Parse(MetadataOf(context, ProxyConfiguration.BodyKey), CultureInfo.InvariantCulture)
        );
        if (context.Request.ContentLength > most)
        {
            await RefuseBodyAsync(context, most);
            return;
        }
        var counted = AllowBody(context, most);
        _ = context.Request.Headers.Remove(HeaderNames.Cookie);
        await next(context);
        if (context.Features.Get<IForwarderErrorFeature>() is { } fault && !context.Response.HasStarted)
        {
            if (counted is not { IsTooLarge: true } && BodyFaultOf(fault) is { } broken)
            {
                // The caller's own: told as wherever a body cannot be read.
                ExceptionDispatchInfo.Throw(broken);
            }
            context.Response.Clear();
            await (
                counted is { IsTooLarge: true }
                    ? RefuseBodyAsync(context, most)
                    : new ServiceAway().ToHttpResult().ExecuteAsync(context)
            );
        }
    }

    private static BadHttpRequestException? BodyFaultOf(IForwarderErrorFeature fault) =>
        fault.Error is not ForwarderError.RequestBodyClient ? null
        : fault.Exception is AggregateException both
            ? both.InnerExceptions.OfType<BadHttpRequestException>().FirstOrDefault()
        : fault.Exception as BadHttpRequestException;

    private static Task RefuseBodyAsync(HttpContext context, long most)
    {
        // What is left of the body is in the way of the connection's next request.
        context.Response.Headers.Connection = "close";
        return new BodyTooLarge(most).ToHttpResult().ExecuteAsync(context);
    }

    /// <summary>Lets the body be as large as the resource takes; the service knows its bounds better.</summary>
    /// <returns>What stands for a body of unknown length.</returns>
    private static CountedBody? AllowBody(HttpContext context, long most)
    {
        var isKnown = context.Request.ContentLength is not null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // Beyond what is taken, so that the server can read on for a while where the caller has not been told yet.
            size.MaxRequestBodySize = isKnown ? most : 2 * most;
        }
        if (isKnown || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return null;
        }
        var counted = new CountedBody(context.Request.Body, most);
        context.Request.Body = counted;
        return counted;
    }

    /// <summary>
    /// What customers write is counted like their messages, whatever it is: each leaves something behind. All else is
    /// counted as calls, apart from them.
    /// </summary>
    private async Task<Error?> CountAsync(HttpContext context, Caller caller)
    {
        if (bool.Parse(MetadataOf(context, ProxyConfiguration.PasswordKey)))
        {
            // Whoever has got hold of an agent's token must not find its password out.
            var account = LoginThrottle.AccountOf(caller.TenantId.ToString(), caller.Principal.Subject);
            return await throttle.CountAsync(context, account, context.RequestAborted);
        }
        if (caller.Kind is CallerKind.SecretKey or CallerKind.Agent)
        {
            return null;
        }
        if (HttpMethods.IsGet(context.Request.Method) || bool.Parse(MetadataOf(context, ProxyConfiguration.FreeKey)))
        {
            return await limiter.CountCallAsync(context, caller.Principal, context.RequestAborted);
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
