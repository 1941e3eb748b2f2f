using System.Text;
using Chat.Gateway.Dialects.Xcelsior.Rest;
using Chat.Gateway.Dialects.Xcelsior.Sockets;
using Chat.Gateway.Upstreams;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>Registration of the dialect.</summary>
internal static class XcelsiorFeature
{
    public static void AddXcelsior(this IHostApplicationBuilder builder)
    {
        // A caller's Idempotency-Key goes on as it came, in the letters of any language.
        _ = builder
            .Services.AddHttpClient<SessionsRest>()
            .UseSocketsHttpHandler(
                static (handler, _) => handler.RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8
            );
        _ = builder
            .Services.AddSingleton<IValidateOptions<XcelsiorOptions>, XcelsiorOptionsValidator>()
            .AddSingleton<XcelsiorSites>()
            .AddSingleton<XcelsiorVisitors>()
            .AddSingleton<XcelsiorCustomerIds>()
            .AddSingleton<XcelsiorConversations>()
            .AddSingleton<XcelsiorProof>()
            .AddSingleton<XcelsiorAdmission>()
            .AddSingleton<XcelsiorSocketServices>()
            .AddSingleton<XcelsiorSocketEndpoint>()
            .AddSingleton<XcelsiorShapes>()
            .AddSingleton<XcelsiorRestServices>()
            .AddSingleton<XcelsiorRestEndpoint>()
            .AddOptionsWithValidateOnStart<XcelsiorOptions>()
            .BindConfiguration(XcelsiorOptions.Section);
    }

    public static void MapXcelsior(this WebApplication app)
    {
        var sockets = app.Services.GetRequiredService<XcelsiorSocketEndpoint>();
        // No route at the root: it would take the pages' place there.
        _ = app.Use(
            (context, next) => XcelsiorSocketEndpoint.IsMeant(context) ? sockets.HandleAsync(context) : next(context)
        );
        _ = app.Map(XcelsiorProtocol.KeyedPath, (RequestDelegate)sockets.HandleAsync);
        var rest = app.Services.GetRequiredService<XcelsiorRestEndpoint>();
        app.MapXcelsiorRest(rest);
        app.MapGroup(XcelsiorProtocol.KeyedPath).MapXcelsiorRest(rest);
    }
}
