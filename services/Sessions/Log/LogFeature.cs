using Microsoft.Extensions.Options;

namespace Chat.Sessions.Log;

/// <summary>The conversations' logs: how messages are stored.</summary>
internal static class LogFeature
{
    public static IHostApplicationBuilder AddLog(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<LogOptions>().BindConfiguration(LogOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<LogOptions>, LogOptionsValidator>();
        builder.Services.AddSingleton<LogWriter>();
        return builder;
    }
}
