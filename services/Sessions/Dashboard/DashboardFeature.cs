namespace Chat.Sessions.Dashboard;

/// <summary>What agents see of the whole.</summary>
internal static class DashboardFeature
{
    public static IHostApplicationBuilder AddDashboard(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StatsStore>();
        builder.Services.AddSingleton<StatsHandler>();
        builder.Services.AddHostedService<StatsWorker>();
        return builder;
    }
}
