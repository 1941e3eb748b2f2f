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

    // The service waits 5 minutes for more of a file, and says itself when that is over.
    private static readonly TimeSpan UploadTimeout = TimeSpan.FromMinutes(5) + ActivityTimeout;

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
            ClusterId = ClusterOf(route.Service, route.IsUpload),
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

    /// <summary>
    /// One cluster for each service, and one more for what is uploaded to it, a destination for each of its instances.
    /// </summary>
    public static IReadOnlyList<ClusterConfig> Clusters(IConfiguration configuration) =>
        [
            .. ProxyRoutes
                .All.Select(static route => (route.Service, route.IsUpload))
                .Distinct()
                .Select(group => (group.Service, group.IsUpload, Instances: Destinations(configuration, group.Service)))
                .Select(group => new ClusterConfig
                {
                    ClusterId = ClusterOf(group.Service, group.IsUpload),
                    LoadBalancingPolicy = Yarp.ReverseProxy.LoadBalancing.LoadBalancingPolicies.PowerOfTwoChoices,
                    // As the server reads them here and there; HTTP's client would send nothing but ASCII.
                    HttpClient = new HttpClientConfig { RequestHeaderEncoding = "utf-8" },
                    HttpRequest = new Yarp.ReverseProxy.Forwarder.ForwarderRequestConfig
                    {
                        ActivityTimeout = group.IsUpload ? UploadTimeout : ActivityTimeout,
                    },
                    Destinations = group.Instances,
                    HealthCheck = group.Instances.Count > 1 ? Health : null,
                }),
        ];

    /// <summary>A service's instances by their number.</summary>
    /// <remarks><c>services:&lt;name&gt;:http:&lt;n&gt;</c> is Aspire's convention for injected addresses.</remarks>
    public static Dictionary<string, DestinationConfig> Destinations(IConfiguration configuration, string service) =>
        configuration
            .GetSection($"services:{service}:http")
            .GetChildren()
            .Where(static child => !string.IsNullOrEmpty(child.Value))
            .ToDictionary(
                static child => child.Key,
                static child => new DestinationConfig { Address = child.Value! },
                StringComparer.Ordinal
            );

    private static string ClusterOf(string service, bool isUpload) => isUpload ? $"{service}-uploads" : service;
}
