using Chat.Gateway.Dialects.ChatCops;
using Chat.Gateway.Dialects.Xcelsior;

namespace Chat.Gateway.Dialects;

/// <summary>Registration of other products' protocols.</summary>
internal static class DialectsFeature
{
    public static void AddDialects(this IHostApplicationBuilder builder)
    {
        _ = builder.Services.AddSingleton<DialectSites>();
        builder.AddChatCops();
        builder.AddXcelsior();
    }

    public static void MapDialects(this WebApplication app)
    {
        app.MapChatCops();
        app.MapXcelsior();
    }
}
