using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Resilience;

/// <summary>Gives every client of the HTTP client factory service discovery and resilience.</summary>
internal static class HttpClientFeature
{
    public static void AddHttpClients(IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<HttpClientOptions>().BindConfiguration(HttpClientOptions.Section);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<HttpClientOptions>, HttpClientOptionsValidator>()
        );
        services.TryAddSingleton<ServiceAddresses>();
        services.TryAddTransient<DiscoveryHandler>();
        services.TryAddTransient<ResilienceHandler>();
        // Discovery outside: the breaker counts by address, not by name.
        services.ConfigureHttpClientDefaults(client =>
            client.AddHttpMessageHandler<DiscoveryHandler>().AddHttpMessageHandler<ResilienceHandler>()
        );
    }
}
