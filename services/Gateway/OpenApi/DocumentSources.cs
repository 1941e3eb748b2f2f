using Chat.Gateway.Proxy;

namespace Chat.Gateway.OpenApi;

/// <summary>Where each service describes its REST resources: at any one of its instances.</summary>
internal sealed record DocumentSources(IReadOnlyDictionary<string, Uri> Addresses)
{
    public static DocumentSources From(IConfiguration configuration)
    {
        var addresses = new Dictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var service in ProxyRoutes.All.Select(static route => route.Service).Distinct(StringComparer.Ordinal))
        {
            if (ProxyConfiguration.Destinations(configuration, service).Values.FirstOrDefault() is { } destination)
            {
                addresses[service] = new Uri(destination.Address);
            }
        }
        return new DocumentSources(addresses);
    }
}
