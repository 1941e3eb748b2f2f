using Chat.ServiceDefaults.Resilience;
using Grpc.AspNetCore.HealthChecks;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>gRPC clients of other services, and gRPC services of one's own.</summary>
public static class GrpcFeature
{
    // How late those who watch the health hear of a change.
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Registers a client as a singleton. Its address is <c>services:{serviceName}:grpc:0</c> (and 1, 2, ... for more
    /// instances). Unary calls get a deadline; methods whose contract declares an <c>idempotency_level</c> are tried
    /// again when the service is not available.
    /// </summary>
    /// <typeparam name="TClient">The generated client class.</typeparam>
    /// <param name="builder">The host's builder.</param>
    /// <param name="serviceName">Name of the service, for example <c>sessions</c>.</param>
    /// <returns>The builder.</returns>
    public static IHostApplicationBuilder AddGrpcClient<TClient>(
        this IHostApplicationBuilder builder,
        string serviceName
    )
        where TClient : ClientBase
    {
        ArgumentException.ThrowIfNullOrEmpty(serviceName);
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<GrpcClientOptions>().BindConfiguration(GrpcClientOptions.Section);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<GrpcClientOptions>, GrpcClientOptionsValidator>()
        );
        services.TryAddSingleton<ServiceAddresses>();
        services.TryAddSingleton<ServiceChannels>();
        services.AddSingleton(provider =>
        {
            var invoker = provider
                .GetRequiredService<ServiceChannels>()
                .Open(serviceName, GrpcContracts.OfClient(typeof(TClient)));
            return (TClient)Activator.CreateInstance(typeof(TClient), invoker)!;
        });
        return builder;
    }

    /// <summary>Adds a gRPC service of this process; <c>MapDefaultEndpoints</c> maps it.</summary>
    /// <remarks>It is made for each call unless the service registers it as a singleton.</remarks>
    /// <typeparam name="TService">A class derived from a generated <c>...Base</c>.</typeparam>
    /// <param name="builder">The host's builder.</param>
    /// <returns>The builder.</returns>
    public static IHostApplicationBuilder AddGrpcService<TService>(this IHostApplicationBuilder builder)
        where TService : class
    {
        builder.Services.AddSingleton(
            new GrpcServiceEntry(
                GrpcContracts.OfService(typeof(TService)),
                static endpoints => endpoints.MapGrpcService<TService>()
            )
        );
        return builder;
    }

    internal static void AddServer(IServiceCollection services)
    {
        services.AddSingleton<GrpcErrorInterceptor>();
        services.AddGrpc(options =>
        {
            options.EnableDetailedErrors = false;
            // The route it has for them matches every address of two segments whatever the body is, and would turn the
            // 415 of a resource like /v1/customers into a 404. To gRPC's clients a 404 is UNIMPLEMENTED all the same.
            options.IgnoreUnknownServices = true;
            options.Interceptors.Add<GrpcErrorInterceptor>();
        });
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks();
        services
            .AddOptions<GrpcHealthChecksOptions>()
            .Configure<IEnumerable<GrpcServiceEntry>>(
                static (options, entries) =>
                {
                    foreach (var name in entries.Select(entry => entry.Contract?.FullName).OfType<string>())
                    {
                        options.Services.Map(name, static _ => true);
                    }
                }
            );
        services.Configure<HealthCheckPublisherOptions>(static options => options.Period = WatchPeriod);
    }

    internal static void MapServices(IEndpointRouteBuilder endpoints)
    {
        foreach (var entry in endpoints.ServiceProvider.GetServices<GrpcServiceEntry>())
        {
            entry.Map(endpoints);
        }

        endpoints.MapGrpcHealthChecksService().AllowAnonymous();
        endpoints.MapGrpcReflectionService().AllowAnonymous();
    }
}
