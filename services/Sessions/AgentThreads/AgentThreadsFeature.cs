namespace Chat.Sessions.AgentThreads;

/// <summary>What agents write to each other.</summary>
internal static class AgentThreadsFeature
{
    public static IHostApplicationBuilder AddAgentThreads(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AgentThreadStore>();
        builder.Services.AddSingleton<AgentThreadsHandler>();
        builder.Services.AddSingleton<OpenThreadHandler>();
        builder.Services.AddSingleton<PostAgentMessageHandler>();
        return builder;
    }

    public static void MapAgentThreads(this WebApplication app) => AgentThreadEndpoints.Map(app);
}
