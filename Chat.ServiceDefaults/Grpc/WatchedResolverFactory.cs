using Grpc.Net.Client.Balancer;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>Gives a channel, which asks for it in this form, the instances of a service that answer.</summary>
internal sealed class WatchedResolverFactory(InstanceWatch watch) : ResolverFactory
{
    /// <summary>The address that channels with this resolver have.</summary>
    public const string Target = Scheme + ":///service";

    private const string Scheme = "watched";

    public override string Name => Scheme;

    public static IServiceProvider Over(InstanceWatch watch) =>
        new ServiceCollection().AddSingleton<ResolverFactory>(new WatchedResolverFactory(watch)).BuildServiceProvider();

    public override Resolver Create(ResolverOptions options) => new WatchedResolver(watch);
}
