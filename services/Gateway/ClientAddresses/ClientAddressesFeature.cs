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
                    // With the scheme: links to files are of the address that the client sees. Proxies keep the host.
                    forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
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

    /// <summary>Must come before everything that asks for the client's address or the scheme.</summary>
    public static void UseClientAddresses(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<IOptions<ProxiesOptions>>().Value;
        var locationHeaders = proxies.LocationHeaders().ToArray();
        if (locationHeaders.Length > 0)
        {
            // While the connection's own address is still to be seen.
            _ = app.Use(
                (context, next) =>
                {
                    if (!proxies.IsTrusted(context.Connection.RemoteIpAddress))
                    {
                        foreach (var name in locationHeaders)
                        {
                            _ = context.Request.Headers.Remove(name);
                        }
                    }
                    return next(context);
                }
            );
        }
        // Without a trusted proxy the middleware would believe everybody.
        if (proxies.Trusted.Length > 0)
        {
            _ = app.UseForwardedHeaders();
        }
    }
}
