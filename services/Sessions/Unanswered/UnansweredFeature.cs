using Microsoft.Extensions.Options;

namespace Chat.Sessions.Unanswered;

/// <summary>Questions that the AI did not answer.</summary>
internal static class UnansweredFeature
{
    public static IHostApplicationBuilder AddUnanswered(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptionsWithValidateOnStart<UnansweredOptions>()
            .BindConfiguration(UnansweredOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<UnansweredOptions>, UnansweredOptionsValidator>();
        builder.Services.AddSingleton<AiFailures>();
        builder.Services.AddSingleton<UnansweredStore>();
        builder.Services.AddSingleton<UnansweredSweep>();
        return builder;
    }
}
