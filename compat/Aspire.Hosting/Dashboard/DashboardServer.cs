using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Serves the dashboard from a small web server inside the AppHost.</summary>
internal sealed class DashboardServer(
    DashboardSettings settings,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    ResourceCommandService commands,
    IHostEnvironment environment
) : IHostedService
{
    private WebApplication? _web;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(settings.Address.GetLeftPart(UriPartial.Authority));
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        _web = builder.Build();
        var access = new DashboardAccess(settings);
        _web.Use((context, next) => GuardAsync(access, context, next));
        _web.UseRouting();
        new DashboardApi(notifications, logs, commands, environment.ApplicationName, _web.Lifetime).Map(_web);
        DashboardPages.Map(_web);
        try
        {
            await _web.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new DistributedApplicationException(
                $"The dashboard cannot listen on {settings.Address}: {exception.GetBaseException().Message}",
                exception
            );
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_web is not null)
        {
            await _web.StopAsync(cancellationToken);
            await _web.DisposeAsync();
        }
    }

    private static async Task GuardAsync(DashboardAccess access, HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        var request = context.Request;
        if (!DashboardAccess.IsMeantForUs(request))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        }
        else if (request.Path == "/login")
        {
            await LogInAsync(access, context);
        }
        else if (DashboardPages.IsPublic(request.Path))
        {
            await next(context);
        }
        else if (!access.IsLoggedIn(context))
        {
            await RefuseAsync(context, wasWrong: false);
        }
        else if (!HttpMethods.IsGet(request.Method) && !DashboardAccess.IsFromOurPages(request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else
        {
            await next(context);
        }
    }

    private static async Task LogInAsync(DashboardAccess access, HttpContext context)
    {
        if (access.TryLogIn(context))
        {
            context.Response.Redirect("/");
            return;
        }
        await RefuseAsync(context, context.Request.Query.ContainsKey("t"));
    }

    private static async Task RefuseAsync(HttpContext context, bool wasWrong)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        await DashboardPages.WriteLoginAsync(context, wasWrong);
    }
}
