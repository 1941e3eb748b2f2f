using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Chat.Gateway.Proxy;

/// <summary>
/// An instance that cannot be reached gets no requests for a moment, or until it is found healthy; it would have the
/// fewest under way, and so get most of them.
/// </summary>
internal sealed class UnreachableInstances(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "unreachable";

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (IsUnconnected(context))
        {
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, Rest);
        }
    }

    /// <summary>
    /// Forwards to another instance when no connection to the first one came about: nothing of the request was sent.
    /// </summary>
    public static async Task TryAnotherAsync(HttpContext context, RequestDelegate next)
    {
        var proxied = context.GetReverseProxyFeature();
        var available = proxied.AvailableDestinations;
        await next(context);
        if (available.Count < 2 || !IsUnconnected(context) || context.Response.HasStarted)
        {
            return;
        }
        proxied.AvailableDestinations = [.. available.Where(instance => instance != proxied.ProxiedDestination)];
        context.Features.Set<IForwarderErrorFeature>(null);
        context.Response.Clear();
        await next(context);
    }

    private static bool IsUnconnected(HttpContext context) =>
        context.Features.Get<IForwarderErrorFeature>()
            is {
                Error: ForwarderError.Request,
                Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }
            };
}
