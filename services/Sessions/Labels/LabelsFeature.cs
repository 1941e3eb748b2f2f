namespace Chat.Sessions.Labels;

/// <summary>What agents think of conversations and messages, for training.</summary>
internal static class LabelsFeature
{
    public static IHostApplicationBuilder AddLabels(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LabelStore>();
        builder.Services.AddSingleton<LabelHandler>();
        return builder;
    }

    public static void MapLabels(this WebApplication app) => LabelEndpoints.Map(app);
}
