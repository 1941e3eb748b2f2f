using System.Globalization;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;

namespace Chat.Gateway.Proxy;

/// <summary>From our routes and the injected addresses to YARP's configuration.</summary>
internal static class ProxyConfiguration
{
    /// <summary>Route metadata that holds the <see cref="ProxyAccess"/>.</summary>
    public const string AccessKey = "access";

    /// <summary>Route metadata that holds <see cref="ProxyRoute.IsFree"/>.</summary>
    public const string FreeKey = "free";

    /// <summary>Route metadata that holds <see cref="ProxyRoute.TriesPassword"/>.</summary>
    public const string PasswordKey = "password";

    /// <summary>Route metadata that holds <see cref="ProxyRoute.MaxBodyBytes"/>.</summary>
    public const string BodyKey = "body";

    // Longer than a service waits for its database (Database:CommandTimeout), so that it can say so itself.
    private static readonly TimeSpan ActivityTimeout = TimeSpan.FromSeconds(20);

    // Where none is well, requests go there all the same: the services say best what is wrong.
    private static readonly HealthCheckConfig Health = new()
    {
        AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
        Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = UnreachableInstances.PolicyName },
        Active = new ActiveHealthCheckConfig
        {
            Enabled = true,
            Interval = TimeSpan.FromSeconds(2),
            Timeout = TimeSpan.FromSeconds(2),
            Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
            Path = "/health",
        },
    };

    public static IReadOnlyList<RouteConfig> Routes { get; } =
    [
        .. ProxyRoutes.All.Select(static route => new RouteConfig
        {
            RouteId = $"{route.Service} {string.Join(',', route.Methods)} {route.Path}",
            ClusterId = route.Service,
            Match = new RouteMatch { Path = route.Path, Methods = route.Methods },
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [AccessKey] = route.Access.ToString(),
                [FreeKey] = route.IsFree.ToString(),
                [PasswordKey] = route.TriesPassword.ToString(),
                [BodyKey] = route.MaxBodyBytes.ToString(CultureInfo.InvariantCulture),
            },
        }),
    ];

    /// <summary>One cluster for each service, a destination for each of its instances.</summary>
    public static IReadOnlyList<ClusterConfig> Clusters(IConfiguration configuration) =>
        [
            .. ProxyRoutes
                .All.Select(static route => route.Service)
                .Distinct(StringComparer.Ordinal)
                .Select(service => (Name: service, Instances: Destinations(configuration, service)))
                .Select(service => new ClusterConfig
                {
                    ClusterId = service.Name,
                    LoadBalancingPolicy = Yarp.ReverseProxy.LoadBalancing.LoadBalancingPolicies.PowerOfTwoChoices,
                    // As the server reads them here and there; HTTP's client would send nothing but ASCII.
                    HttpClient = new HttpClientConfig { RequestHeaderEncoding = "utf-8" },
                    HttpRequest = new Yarp.ReverseProxy.Forwarder.ForwarderRequestConfig
                    {
                        ActivityTimeout = ActivityTimeout,
                    },
                    Destinations = service.Instances,
                    HealthCheck = service.Instances.Count > 1 ? Health : null,
                }),
        ];

    // services:<name>:http:<n> is Aspire's convention for injected addresses.
    private static Dictionary<string, DestinationConfig> Destinations(IConfiguration configuration, string service) =>
        configuration
            .GetSection($"services:{service}:http")
            .GetChildren()
            .Where(static child => !string.IsNullOrEmpty(child.Value))
            .ToDictionary(
                static child => child.Key,
                static child => new DestinationConfig { Address = child.Value! },
                StringComparer.Ordinal
            );
}
