using Chat.Gateway.Proxy;

namespace Chat.Gateway.OpenApi;

/// <summary>Where each service describes its REST resources: at any one of its instances.</summary>
internal sealed record DocumentSources(IReadOnlyDictionary<string, Uri> Addresses)
{
    public static DocumentSources From(IConfiguration configuration)
    {
        var addresses = new Dictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var cluster in ProxyConfiguration.Clusters(configuration))
        {
            if (cluster.Destinations?.Values.FirstOrDefault() is { } destination)
            {
                addresses[cluster.ClusterId] = new Uri(destination.Address);
            }
        }
        return new DocumentSources(addresses);
    }
}
