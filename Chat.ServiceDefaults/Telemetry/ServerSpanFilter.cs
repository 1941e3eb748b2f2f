using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Chat.ServiceDefaults.Telemetry;

/// <summary>Completes the server spans of ASP.NET Core, which know neither route nor outcome, by the conventions.</summary>
internal sealed class ServerSpanFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(static requestDelegate => context => RunAsync(context, requestDelegate));
            next(app);
        };

    private static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var activity = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (activity is not { IsAllDataRequested: true })
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            Complete(activity, context);
        }
    }

    private static void Complete(Activity activity, HttpContext context)
    {
        var status = context.Response.StatusCode;
        activity.SetTag("http.request.method", context.Request.Method);
        activity.SetTag("http.response.status_code", status);
        if ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is not { } pattern)
        {
            activity.DisplayName = context.Request.Method;
        }
        else if (activity.GetTagItem("grpc.method") is string method)
        {
            CompleteRpc(activity, method);
        }
        else
        {
            activity.SetTag("http.route", pattern);
            activity.DisplayName = $"{context.Request.Method} {pattern}";
        }

        if (status >= StatusCodes.Status500InternalServerError)
        {
            activity.SetStatus(ActivityStatusCode.Error);
            activity.SetTag("error.type", status.ToString());
        }
    }

    // The engine leaves `grpc.method` ("/package.Service/Method") and `grpc.status_code` on the span.
    private static void CompleteRpc(Activity activity, string method)
    {
        var name = method.TrimStart('/');
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        activity.DisplayName = name;
        activity.SetTag("rpc.system", "grpc");
        activity.SetTag("rpc.service", slash > 0 ? name[..slash] : name);
        activity.SetTag("rpc.method", slash > 0 ? name[(slash + 1)..] : "");
        if (activity.GetTagItem("grpc.status_code") is not string text || !int.TryParse(text, out var code))
        {
            return;
        }

        activity.SetTag("rpc.grpc.status_code", code);
        if (IsOurFault(code))
        {
            activity.SetStatus(ActivityStatusCode.Error);
            activity.SetTag("error.type", code.ToString());
        }
    }

    // Of the server's side only these are errors: UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS.
    private static bool IsOurFault(int code) => code is 2 or 4 or 12 or 13 or 14 or 15;
}
