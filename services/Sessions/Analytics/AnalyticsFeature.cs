using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Messaging;

namespace Chat.Sessions.Analytics;

/// <summary>Counts what happens, and shows the counts.</summary>
internal static class AnalyticsFeature
{
    public static IHostApplicationBuilder AddAnalytics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AnalyticsStore>();
        builder.Services.AddScoped<GetAnalyticsHandler>();
        builder.AddBus(bus => bus.AddEventHandler<AnalyticsIntake>(EventQueues.Sessions));
        builder.AddInboxSweep();
        return builder;
    }

    public static void MapAnalytics(this WebApplication app)
    {
        AnalyticsEndpoints.Map(app);
        app.MapGrpcService<AnalyticsGrpcService>();
    }
}
