using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Forwarder;

namespace Chat.Gateway.Proxy;

/// <summary>
/// Stands in front of the proxied resources: who may use them, and under which identity the service sees the caller.
/// Behind them it turns a service that cannot be reached into a problem.
/// </summary>
internal sealed class ProxyGuard(Authenticator authenticator, IIdentityTokens tokens)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var caller = await authenticator.AuthenticateAsync(context, context.RequestAborted);
        var refusal = caller.IsSuccess ? Refuse(context, caller.Value.Kind) : caller.Error;
        if (refusal is not null)
        {
            await refusal.ToHttpResult().ExecuteAsync(context);
            return;
        }
        var headers = context.Request.Headers;
        headers.Authorization = $"Bearer {tokens.Issue(caller.Value.Principal)}";
        _ = headers.Remove(HeaderNames.Cookie);
        await next(context);
        if (context.Features.Get<IForwarderErrorFeature>() is not null && !context.Response.HasStarted)
        {
            context.Response.Clear();
            await new ServiceAway().ToHttpResult().ExecuteAsync(context);
        }
    }

    private static Error? Refuse(HttpContext context, CallerKind kind)
    {
        var access = context.GetReverseProxyFeature().Route.Config.Metadata![ProxyConfiguration.AccessKey];
        return Enum.Parse<ProxyAccess>(access) switch
        {
            ProxyAccess.SecretKey when kind != CallerKind.SecretKey => new SecretKeyRequired(),
            ProxyAccess.AgentOrSecretKey when kind is not (CallerKind.Agent or CallerKind.SecretKey) =>
                new AgentRequired(),
            ProxyAccess.AnyKey when kind == CallerKind.Visitor => new KeyRequired(),
            ProxyAccess.VisitorOrSecretKey when kind == CallerKind.PublishableKey => new VisitorRequired(),
            _ => null,
        };
    }
}
