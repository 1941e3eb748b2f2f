using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Gives every endpoint its address before anything starts.</summary>
/// <remarks>
/// Once its owner has been up, an address never changes in a run. Before that, nobody was told it: what another program
/// took between the choice and the start is chosen again.
/// </remarks>
internal sealed class EndpointPlan(PortAllocator ports, bool randomize)
{
    /// <exception cref="DistributedApplicationException">A port that was asked for is taken.</exception>
    public IReadOnlyList<EndpointProxyRoute> Apply(IResource resource, IReadOnlyList<ResourceInstance> instances)
    {
        var routes = new List<EndpointProxyRoute>();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var port = PublicPort(resource, endpoint);
            // Servers listen on IPv4 alone; Kestrel's localhost is both.
            var host = resource is ContainerResource ? "127.0.0.1" : "localhost";
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, host, port);
            if (instances.Count == 1)
            {
                instances[0].Ports[endpoint.Name] = port;
                continue;
            }
            foreach (var instance in instances)
            {
                instance.Ports[endpoint.Name] = ports.Choose();
            }
            routes.Add(
                new EndpointProxyRoute(
                    port,
                    [.. instances.Select(i => new EndpointProxyReplica(i.Ports[endpoint.Name], i.Silence))]
                )
            );
        }
        return routes;
    }

    /// <summary>Looks once more before a start.</summary>
    /// <param name="instance">What is about to start.</param>
    /// <param name="mayChange">Whether it may still be given other ports.</param>
    /// <returns>The ports that another program has and that it needs all the same.</returns>
    public IReadOnlyList<int> Renew(ResourceInstance instance, bool mayChange)
    {
        var missing = new List<int>();
        foreach (var endpoint in instance.Resource.Annotations.OfType<EndpointAnnotation>())
        {
            var port = instance.Ports[endpoint.Name];
            if (PortAllocator.IsFree(port))
            {
                continue;
            }
            // A proxy before it knows where its replicas are.
            if (!mayChange || FixedPort(endpoint) is not null || endpoint.AllocatedEndpoint!.Port != port)
            {
                missing.Add(port);
                continue;
            }
            var other = ports.Choose();
            instance.Ports[endpoint.Name] = other;
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.AllocatedEndpoint.Address, other);
        }
        return missing;
    }

    public static ImmutableArray<UrlSnapshot> Urls(IResource resource) =>
        [
            .. resource
                .Annotations.OfType<EndpointAnnotation>()
                .Select(e => new UrlSnapshot(
                    e.Name,
                    e.AllocatedEndpoint!.UriString,
                    IsInternal: e.Transport is not ("http" or "https")
                )),
        ];

    private int? FixedPort(EndpointAnnotation endpoint) => randomize ? null : endpoint.Port ?? endpoint.TargetPort;

    private int PublicPort(IResource resource, EndpointAnnotation endpoint) =>
        FixedPort(endpoint) is not { } fixedPort
            ? ports.Choose()
            : ports.Claim(
                fixedPort,
                $"endpoint '{endpoint.Name}' of '{resource.Name}'",
                "Stop the program that listens there (ss -ltnp shows it), or choose another port."
            );
}
