using Microsoft.Extensions.Options;

namespace Chat.Sessions.Presence;

/// <summary>Which agents are there.</summary>
internal static class PresenceFeature
{
    public static IHostApplicationBuilder AddPresence(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<PresenceOptions>().BindConfiguration(PresenceOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<PresenceOptions>, PresenceOptionsValidator>();
        builder.Services.AddSingleton<PresenceLeases>();
        builder.Services.AddSingleton<PresenceStore>();
        builder.Services.AddSingleton<AgentPresences>();
        builder.Services.AddSingleton<BeatHandler>();
        builder.Services.AddSingleton<SweepRound>();
        builder.Services.AddHostedService<PresenceSweeper>();
        return builder;
    }

    public static void MapPresence(this WebApplication app)
    {
        app.MapGrpcService<AgentPresencesGrpcService>();
        PresenceEndpoints.Map(app);
    }
}
