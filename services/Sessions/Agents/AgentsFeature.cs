namespace Chat.Sessions.Agents;

/// <summary>The people who work for a tenant.</summary>
internal static class AgentsFeature
{
    public static IHostApplicationBuilder AddAgents(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AgentDirectory>();
        builder.Services.AddScoped<AgentWriter>();
        builder.Services.AddScoped<CreateAgentHandler>();
        builder.Services.AddScoped<UpdateAgentHandler>();
        builder.Services.AddScoped<DeleteAgentHandler>();
        builder.Services.AddScoped<ListAgentsHandler>();
        return builder;
    }

    public static void MapAgents(this WebApplication app) => AgentEndpoints.Map(app);
}
