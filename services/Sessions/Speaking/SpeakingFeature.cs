using Microsoft.Extensions.Options;

namespace Chat.Sessions.Speaking;

/// <summary>Replies: who may speak, and what is said.</summary>
internal static class SpeakingFeature
{
    public static IHostApplicationBuilder AddSpeaking(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<SpeakingOptions>().BindConfiguration(SpeakingOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<SpeakingOptions>, SpeakingOptionsValidator>();
        builder.Services.AddSingleton<ActiveReplies>();
        builder.Services.AddSingleton<LeaseRenewals>();
        builder.Services.AddSingleton<LeaseStore>();
        builder.Services.AddSingleton<LeaseQueue>();
        builder.Services.AddSingleton<ReplyIntake>();
        builder.Services.AddSingleton<ReplyKeeper>();
        builder.Services.AddSingleton<ReplyStops>();
        builder.Services.AddSingleton<StopReplyHandler>();
        builder.Services.AddSingleton<SpeakHandler>();
        builder.Services.AddSingleton<OrphanedReplies>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OrphanedReplies>());
        builder.Services.AddSingleton<StopSignals>();
        builder.Services.AddHostedService(services => services.GetRequiredService<StopSignals>());
        return builder;
    }

    public static void MapSpeaking(this WebApplication app) => ReplyEndpoints.Map(app);
}
