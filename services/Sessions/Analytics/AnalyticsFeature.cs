namespace Chat.Sessions.Analytics;

/// <summary>Counts what happens, and shows the counts.</summary>
internal static class AnalyticsFeature
{
    public static IHostApplicationBuilder AddAnalytics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AnalyticsStore>();
        builder.Services.AddScoped<GetAnalyticsHandler>();
        builder.Services.AddSingleton<AnalyticsIntake>();
        return builder;
    }

    public static void MapAnalytics(this WebApplication app)
    {
        AnalyticsEndpoints.Map(app);
        app.MapGrpcService<AnalyticsGrpcService>();
    }
}
