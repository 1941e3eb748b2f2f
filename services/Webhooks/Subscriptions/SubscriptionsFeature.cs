using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Endpoints of tenants and the events they want.</summary>
internal static class SubscriptionsFeature
{
    public static void AddSubscriptions(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptionsWithValidateOnStart<SubscriptionsOptions>()
            .BindConfiguration(SubscriptionsOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<SubscriptionsOptions>, SubscriptionsOptionsValidator>();
        builder.Services.AddSingleton<IValidateOptions<SubscriptionsOptions>, SubscriptionsOptionsRules>();
        builder.Services.AddSingleton<SubscriptionStore>();
        builder.Services.AddSingleton<SubscriptionDirectory>();
        builder.Services.AddHostedService<SubscriptionsLoop>();
        builder.Services.AddHealthChecks().AddCheck<SubscriptionsHealthCheck>("subscriptions");
        builder.Services.AddSingleton<SubscriptionWrites>();
        builder.Services.AddSingleton<SubscriptionRefresh>();
        builder.Services.AddScoped<SubscriptionLookup>();
        builder.Services.AddScoped<ListSubscriptionsHandler>();
        builder.Services.AddScoped<CreateSubscriptionHandler>();
        builder.Services.AddScoped<UpdateSubscriptionHandler>();
        builder.Services.AddScoped<RotateSecretHandler>();
        builder.Services.AddScoped<DeleteSubscriptionHandler>();
        builder.Services.AddScoped<EnableSubscriptionHandler>();
    }

    public static void MapSubscriptions(this WebApplication app) => app.MapSubscriptionEndpoints();
}
