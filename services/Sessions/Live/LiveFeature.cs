using Microsoft.Extensions.Options;

namespace Chat.Sessions.Live;

/// <summary>Following conversations' logs as they grow.</summary>
internal static class LiveFeature
{
    public static IHostApplicationBuilder AddLive(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<LiveOptions>().BindConfiguration(LiveOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<LiveOptions>, LiveOptionsValidator>();
        builder.Services.AddSingleton<RedisSubscriptions>();
        builder.Services.AddSingleton<RedisLog>();
        builder.Services.AddSingleton<LogHub>();
        builder.Services.AddSingleton<LogReads>();
        builder.Services.AddSingleton<ReplyTexts>();
        builder.Services.AddSingleton<LogSources>();
        builder.Services.AddHostedService<LogHeadPoller>();
        return builder;
    }

    public static void MapLive(this WebApplication app) => app.MapGrpcService<LiveGrpcService>();
}
