using Chat.ServiceDefaults.Messaging;
using MassTransit;

namespace Chat.Webhooks.Events;

/// <summary>Takes domain events from the bus and makes deliveries of them.</summary>
internal static class EventsFeature
{
    public static void AddEvents(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DeliveryInserts>();
        builder.Services.AddSingleton<DeliveryIntake>();
        builder.AddBus(bus => bus.AddConsumer<MessagePostedConsumer, MessagePostedConsumerDefinition>());
    }
}
