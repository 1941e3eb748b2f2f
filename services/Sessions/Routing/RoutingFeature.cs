using Chat.ServiceDefaults.Data;
using Chat.Sessions.AgentQueue;
using Chat.Sessions.Assignments;
using Chat.Sessions.Dashboard;
using Chat.Sessions.Sla;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Routing;

/// <summary>Who answers: agents, the queue, the AI.</summary>
internal static class RoutingFeature
{
    public static IHostApplicationBuilder AddRouting(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<RoutingOptions>().BindConfiguration(RoutingOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<RoutingOptions>, RoutingOptionsValidator>();
        builder.Services.AddSingleton<RoutingAgentStore>();
        builder.Services.AddSingleton<OnlineAgents>();
        builder.Services.AddSingleton<AiTurns>();
        builder.Services.AddSingleton<RoutingRounds>();
        builder.Services.AddNoticeReader<RoutingNotices>();
        builder.Services.AddHostedService<RoutingWorker>();
        builder.Services.AddHostedService<RoutingSweep>();
        return builder.AddAssignments().AddAgentQueue().AddDashboard().AddSla();
    }

    public static void MapRouting(this WebApplication app)
    {
        app.MapGrpcService<AssignmentsGrpcService>();
        AssignmentEndpoints.Map(app);
        QueueEndpoints.Map(app);
        StatsEndpoints.Map(app);
    }
}
