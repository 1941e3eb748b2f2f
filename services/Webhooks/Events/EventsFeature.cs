using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Messaging;

namespace Chat.Webhooks.Events;

/// <summary>Takes events from the bus and makes deliveries of them.</summary>
internal static class EventsFeature
{
    public static void AddEvents(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DeliveryInserts>();
        builder.AddBus(bus => bus.AddEventHandler<DeliveryIntake>(EventQueues.Webhooks));
    }
}
