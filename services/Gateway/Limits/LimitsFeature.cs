using Chat.Gateway.ClientAddresses;
using Chat.Gateway.RateLimits;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Limits;

/// <summary>Registration of the instance's bounds.</summary>
internal static class LimitsFeature
{
    /// <summary>Adds bounds of streams, bodies and silent connections, and the limits of messages by visitor and address.</summary>
    public static void AddLimits(this IHostApplicationBuilder builder)
    {
        builder.AddClientAddresses();
        builder.AddRateLimits();
        _ = builder
            .Services.AddSingleton<IValidateOptions<LimitsOptions>, LimitsOptionsValidator>()
            .AddSingleton<StreamSlots>()
            .AddOptionsWithValidateOnStart<LimitsOptions>()
            .BindConfiguration(LimitsOptions.Section);
        _ = builder.Services.Configure<SocketTransportOptions>(static transport =>
            transport.CreateBoundListenSocket = VanishedClients.Listen
        );
        _ = builder
            .Services.AddOptions<KestrelServerOptions>()
            .Configure<IOptions<LimitsOptions>>(
                static (kestrel, limits) =>
                {
                    kestrel.AddServerHeader = false;
                    kestrel.Limits.MaxRequestBodySize = limits.Value.MaxBodyBytes;
                }
            );
    }
}
