using Chat.Gateway.AgentLogin;
using Chat.Gateway.Auth;
using Chat.Gateway.Chat;
using Chat.Gateway.Dialects;
using Chat.Gateway.Events;
using Chat.Gateway.Limits;
using Chat.Gateway.Live;
using Chat.Gateway.Locales;
using Chat.Gateway.OpenApi;
using Chat.Gateway.Presence;
using Chat.Gateway.Proxy;
using Chat.Gateway.StaticWeb;
using Chat.Gateway.UserTokens;
using Chat.Gateway.VisitorDetails;
using Chat.Gateway.Visitors;
using Chat.Gateway.WebSockets;

namespace Chat.Gateway;

/// <summary>What the gateway can do: a line for each feature.</summary>
internal static class GatewayFeatures
{
    public static void AddFeatures(this WebApplicationBuilder builder)
    {
        builder.AddAuth();
        builder.AddUserTokens();
        builder.AddLimits();
        builder.AddAgentLogin();
        builder.AddPresence();
        builder.AddLocales();
        builder.AddLive();
        builder.AddVisitors();
        builder.AddVisitorDetails();
        builder.AddChat();
        builder.AddEvents();
        builder.AddSockets();
        builder.AddProxy();
        builder.AddDialects();
        builder.AddOpenApi();
        builder.AddStaticWeb();
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.MapAgentLogin();
        app.MapUserTokens();
        app.MapVisitors();
        app.MapChat();
        app.MapLocales();
        app.MapEvents();
        app.MapSockets();
        app.MapProxy();
        app.MapDialects();
        app.MapOpenApiPages();
        app.MapStaticWeb();
    }
}
