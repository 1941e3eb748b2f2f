namespace Chat.Sessions.AgentQueue;

/// <summary>Conversations that wait for an agent.</summary>
internal static class AgentQueueFeature
{
    public static IHostApplicationBuilder AddAgentQueue(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<QueueStore>();
        builder.Services.AddSingleton<Queueing>();
        builder.Services.AddSingleton<QueueHandler>();
        builder.Services.AddSingleton<QueuePositions>();
        builder.Services.AddSingleton<QueueSteps>();
        builder.Services.AddSingleton<QueueDrain>();
        builder.Services.AddSingleton<VanishedAgents>();
        builder.Services.AddSingleton<NeededHumans>();
        builder.Services.AddSingleton<QueueRound>();
        return builder;
    }
}
