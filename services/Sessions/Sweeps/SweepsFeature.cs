using Microsoft.Extensions.Options;

namespace Chat.Sessions.Sweeps;

/// <summary>Conversations that time ends.</summary>
internal static class SweepsFeature
{
    public static IHostApplicationBuilder AddSweeps(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<SweepOptions>().BindConfiguration(SweepOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<SweepOptions>, SweepOptionsValidator>();
        builder.Services.AddSingleton<Absences>();
        builder.Services.AddSingleton<SweepStore>();
        builder.Services.AddSingleton<ConversationSweep>();
        builder.Services.AddHostedService<ConversationSweeper>();
        return builder;
    }
}
