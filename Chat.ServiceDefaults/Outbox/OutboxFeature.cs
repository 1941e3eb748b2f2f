using Chat.ServiceDefaults.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>Registers the outbox relay.</summary>
public static class OutboxFeature
{
    /// <summary>
    /// Relays the outbox of the service's database to the bus. One relay works at a time over all instances. Needs
    /// <c>AddServiceDatabase</c> with the same connection name, and the connection string <c>messaging</c>.
    /// </summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="connectionName">Name of the database's connection string.</param>
    /// <param name="subscribers">
    /// Queues of <c>EventQueues</c> that get the events from the first one on, whether or not their services have
    /// started yet.
    /// </param>
    /// <returns>The builder.</returns>
    public static IHostApplicationBuilder AddOutboxRelay(
        this IHostApplicationBuilder builder,
        string connectionName,
        params IReadOnlyList<string> subscribers
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var services = builder.Services;
        if (!services.Any(descriptor => descriptor.ServiceType == typeof(ServiceDataSources)))
        {
            throw new InvalidOperationException(
                $"Call AddServiceDatabase(\"{connectionName}\", ...) before the relay."
            );
        }

        services.AddOptionsWithValidateOnStart<OutboxOptions>().BindConfiguration(OutboxOptions.Section);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<OutboxOptions>, OutboxOptionsValidator>()
        );
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<IOutboxSignal>(provider => provider.GetRequiredService<OutboxSignal>());
        services.AddSingleton(new EventSubscribers(subscribers));
        services.TryAddSingleton<IEventPublisher, BrokerEventPublisher>();
        services.AddSingleton<OutboxMetrics>();
        services.AddSingleton<OutboxLeader>();
        services.AddHostedService<OutboxRelay>();
        return builder;
    }
}
