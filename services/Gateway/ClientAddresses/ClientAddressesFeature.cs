using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.ClientAddresses;

/// <summary>Registration of what tells clients' addresses.</summary>
internal static class ClientAddressesFeature
{
    public static void AddClientAddresses(this IHostApplicationBuilder builder)
    {
        _ = builder
            .Services.AddSingleton<IValidateOptions<ProxiesOptions>, ProxiesOptionsValidator>()
            .AddOptionsWithValidateOnStart<ProxiesOptions>()
            .BindConfiguration(ProxiesOptions.Section);
        _ = builder
            .Services.AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<ProxiesOptions>>(
                static (forwarded, proxies) =>
                {
                    forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
                    // From the right, as long as the one who wrote it is trusted: what a client wrote itself is never reached.
                    forwarded.ForwardLimit = null;
                    forwarded.KnownProxies.Clear();
                    forwarded.KnownIPNetworks.Clear();
                    foreach (var network in proxies.Value.Networks())
                    {
                        forwarded.KnownIPNetworks.Add(network);
                    }
                }
            );
    }

    /// <summary>Must come before everything that asks for the client's address.</summary>
    public static void UseClientAddresses(this WebApplication app)
    {
        // Without a trusted proxy the middleware would believe everybody.
        if (app.Services.GetRequiredService<IOptions<ProxiesOptions>>().Value.Trusted.Length > 0)
        {
            _ = app.UseForwardedHeaders();
        }
    }
}
