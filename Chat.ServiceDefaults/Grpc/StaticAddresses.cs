using Grpc.Net.Client.Balancer;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>Tells a channel the addresses of a service's instances, in the form the channel asks for them.</summary>
internal static class StaticAddresses
{
    public static IServiceProvider Of(IReadOnlyList<Uri> targets)
    {
        var addresses = targets.Select(target => new BalancerAddress(target.Host, target.Port)).ToArray();
        return new ServiceCollection()
            .AddSingleton<ResolverFactory>(new StaticResolverFactory(_ => addresses))
            .BuildServiceProvider();
    }
}
