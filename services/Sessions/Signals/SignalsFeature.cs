using Microsoft.Extensions.Options;

namespace Chat.Sessions.Signals;

/// <summary>Telling what is worth knowing only now.</summary>
internal static class SignalsFeature
{
    public static IHostApplicationBuilder AddSignals(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<SignalsOptions>().BindConfiguration(SignalsOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<SignalsOptions>, SignalsOptionsValidator>();
        builder.Services.AddSingleton<SignalMetrics>();
        builder.Services.AddSingleton<SignalPublisher>();
        builder.Services.AddSingleton<ISignals>(services => services.GetRequiredService<SignalPublisher>());
        builder.Services.AddHostedService(services => services.GetRequiredService<SignalPublisher>());
        builder.Services.AddSingleton<TypingAudience>();
        builder.Services.AddSingleton<Typists>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Typists>());
        return builder;
    }
}
