using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Gives every endpoint its address before anything starts, so that references never change in a run.</summary>
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
            routes.Add(new EndpointProxyRoute(port, [.. instances.Select(i => i.Ports[endpoint.Name])]));
        }
        return routes;
    }

    private int PublicPort(IResource resource, EndpointAnnotation endpoint) =>
        randomize || (endpoint.Port ?? endpoint.TargetPort) is not { } fixedPort
            ? ports.Choose()
            : ports.Claim(
                fixedPort,
                $"endpoint '{endpoint.Name}' of '{resource.Name}'",
                "Stop the program that listens there (ss -ltnp shows it), or choose another port."
            );
}
