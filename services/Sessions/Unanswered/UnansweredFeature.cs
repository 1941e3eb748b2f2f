namespace Chat.Sessions.Unanswered;

/// <summary>Questions that the AI did not answer.</summary>
internal static class UnansweredFeature
{
    public static IHostApplicationBuilder AddUnanswered(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AiFailures>();
        return builder;
    }
}
