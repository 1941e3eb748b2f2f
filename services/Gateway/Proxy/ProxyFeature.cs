using Yarp.ReverseProxy.Health;

namespace Chat.Gateway.Proxy;

/// <summary>Registration of the proxy to the services' REST resources.</summary>
internal static class ProxyFeature
{
    public static void AddProxy(this WebApplicationBuilder builder)
    {
        _ = builder.Services.AddSingleton<ProxyGuard>();
        _ = builder.Services.AddSingleton<IPassiveHealthCheckPolicy, UnreachableInstances>();
        _ = builder
            .Services.AddReverseProxy()
            .LoadFromMemory(ProxyConfiguration.Routes, ProxyConfiguration.Clusters(builder.Configuration));
    }

    public static void MapProxy(this WebApplication app)
    {
        var guard = app.Services.GetRequiredService<ProxyGuard>();
        _ = app.MapReverseProxy(proxy =>
        {
            _ = proxy.Use(next => context => guard.InvokeAsync(context, next));
            _ = proxy.Use(next => context => UnreachableInstances.TryAnotherAsync(context, next));
            _ = proxy.UseLoadBalancing();
            _ = proxy.UsePassiveHealthChecks();
        });
    }
}
