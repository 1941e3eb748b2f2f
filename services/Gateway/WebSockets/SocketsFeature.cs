using Microsoft.Extensions.Options;

namespace Chat.Gateway.WebSockets;

/// <summary>Registration of the WebSocket bridge.</summary>
internal static class SocketsFeature
{
    public static void AddSockets(this IHostApplicationBuilder builder) =>
        _ = builder
            .Services.AddSingleton<IValidateOptions<SocketOptions>, SocketOptionsValidator>()
            .AddSingleton<SocketSender>()
            .AddSingleton<SocketEndpoint>()
            .AddOptionsWithValidateOnStart<SocketOptions>()
            .BindConfiguration(SocketOptions.Section);

    public static void MapSockets(this WebApplication app)
    {
        _ = app.UseWebSockets();
        _ = app.Map(
                $"{GatewayPaths.Api}/live",
                static (HttpContext context, SocketEndpoint endpoint) => endpoint.HandleAsync(context)
            )
            .ExcludeFromDescription();
    }
}
