namespace Chat.Sessions.CannedResponses;

/// <summary>What agents say often.</summary>
internal static class CannedResponsesFeature
{
    public static IHostApplicationBuilder AddCannedResponses(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CannedResponseStore>();
        builder.Services.AddSingleton<CannedResponseWrites>();
        builder.Services.AddSingleton<CreateCannedResponseHandler>();
        builder.Services.AddSingleton<UpdateCannedResponseHandler>();
        builder.Services.AddSingleton<RenderCannedResponseHandler>();
        return builder;
    }

    public static void MapCannedResponses(this WebApplication app) => CannedResponseEndpoints.Map(app);
}
