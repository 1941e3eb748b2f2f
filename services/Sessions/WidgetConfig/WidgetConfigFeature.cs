using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Settings;

namespace Chat.Sessions.WidgetConfig;

/// <summary><c>GET /v1/widget-config</c>: what a widget needs to know, for everybody who has a key or token.</summary>
internal static class WidgetConfigFeature
{
    // How long a page that is loaded often may show what was; isOpen is never older than this.
    private const string Caching = "private, max-age=15";

    public static IHostApplicationBuilder AddWidgetConfig(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<GetWidgetConfigHandler>();
        return builder;
    }

    public static void MapWidgetConfig(this WebApplication app) =>
        app.MapGet("/v1/widget-config", GetAsync)
            .WithSummary("Gets what a widget needs to know")
            .WithDescription("Whether it is open, looks, texts and what is allowed. Any key or token of the tenant.")
            .Produces<WidgetConfigAnswer>()
            .WithProblems();

    private static async Task<IResult> GetAsync(
        HttpContext context,
        GetWidgetConfigHandler handler,
        CancellationToken cancellationToken
    )
    {
        var answer = await handler.HandleAsync(context.GetPrincipal().TenantId, cancellationToken);
        context.Response.Headers.CacheControl = Caching;
        return TypedResults.Json(answer, SettingsJson.Options);
    }
}
