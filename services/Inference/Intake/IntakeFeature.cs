using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Messaging;

namespace Chat.Inference.Intake;

/// <summary>Registers what the service takes from the bus.</summary>
internal static class IntakeFeature
{
    /// <summary>Adds the bus, and who is told of its events.</summary>
    public static void AddIntake(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LateAnswersLog>();
        builder.Services.AddSingleton<LateAnswers>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LateAnswers>());
        builder.AddBus(bus => bus.AddEventHandler<InferenceIntake>(EventQueues.Inference));
    }
}
