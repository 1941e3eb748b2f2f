using Chat.ServiceDefaults.Grpc;
using Microsoft.Extensions.Options;
using LiveClient = Chat.Contracts.Sessions.V1.Live.LiveClient;

namespace Chat.Gateway.Live;

/// <summary>Registration of the one stream over which conversations are followed.</summary>
internal static class LiveFeature
{
    public static void AddLive(this IHostApplicationBuilder builder)
    {
        _ = builder.AddGrpcClient<LiveClient>("sessions");
        _ = builder
            .Services.AddSingleton<IValidateOptions<LiveOptions>, LiveOptionsValidator>()
            .AddSingleton<LiveHub>()
            .AddHostedService<LiveWorker>()
            .AddOptionsWithValidateOnStart<LiveOptions>()
            .BindConfiguration(LiveOptions.Section);
    }
}
