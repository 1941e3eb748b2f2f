namespace Chat.Sessions.Transcripts;

/// <summary>Whole conversations, and what was said in them, counted.</summary>
internal static class TranscriptsFeature
{
    public static IHostApplicationBuilder AddTranscripts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TranscriptReader>();
        builder.Services.AddSingleton<MessageStatsStore>();
        return builder;
    }

    public static void MapTranscripts(this WebApplication app) => TranscriptEndpoints.Map(app);
}
