using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Grpc;

namespace Chat.Gateway.Presence;

/// <summary>Registration of what tells which agents are here.</summary>
internal static class PresenceFeature
{
    public static void AddPresence(this IHostApplicationBuilder builder)
    {
        _ = builder.AddGrpcClient<AgentPresences.AgentPresencesClient>("sessions");
        _ = builder.Services.AddSingleton<AgentSockets>().AddHostedService<PresenceWorker>();
    }
}
