using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Dispatch;

/// <summary>Sends deliveries: select, sign, send, judge, record.</summary>
internal static class DispatchFeature
{
    public static void AddDispatch(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<DispatchOptions>().BindConfiguration(DispatchOptions.Section);
        services.AddSingleton<IValidateOptions<DispatchOptions>, DispatchOptionsValidator>();
        services.AddSingleton<IValidateOptions<DispatchOptions>, DispatchOptionsRules>();
        services.AddOptionsWithValidateOnStart<CircuitOptions>().BindConfiguration(CircuitOptions.Section);
        services.AddSingleton<IValidateOptions<CircuitOptions>, CircuitOptionsValidator>();
        services.AddSingleton<IValidateOptions<CircuitOptions>, CircuitOptionsRules>();
        services.AddSingleton<DispatchSignal>();
        services.AddSingleton<InFlightAttempts>();
        services.AddSingleton<DispatchMetrics>();
        services.AddSingleton<HeldClaims>();
        services.AddSingleton<ClaimRenewer>();
        services.AddSingleton<DeliveryClaims>();
        services.AddSingleton(Random.Shared); // the schedule's jitter
        services.AddSingleton<RetrySchedule>();
        services.AddSingleton<OutcomePolicy>();
        services.AddSingleton<AttemptSender>();
        services.AddSingleton<AttemptStore>();
        services.AddSingleton<AttemptRecorder>();
        services.AddSingleton<AttemptRunner>();
        // Before the dispatcher, and so stopped after it: what it lets finish keeps its claims.
        services.AddHostedService<ClaimKeeper>();
        services.AddHostedService<DeliveryDispatcher>();
    }
}
