using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Messaging;

namespace Chat.Sessions.Intake;

/// <summary>The service's own events, as they come back over the bus.</summary>
internal static class IntakeFeature
{
    public static IHostApplicationBuilder AddIntake(this IHostApplicationBuilder builder)
    {
        builder.AddBus(bus => bus.AddEventHandler<SessionsIntake>(EventQueues.Sessions));
        builder.AddInboxSweep();
        return builder;
    }
}
