using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Deliveries;

/// <summary>Deliveries as the tenant sees them, and their end.</summary>
internal static class DeliveriesFeature
{
    public static void AddDeliveries(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<ListDeliveriesHandler>();
        services.AddScoped<GetDeliveryHandler>();
        services.AddScoped<RedeliverHandler>();
        services.AddOptionsWithValidateOnStart<RetentionOptions>().BindConfiguration(RetentionOptions.Section);
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
        services.AddHostedService<RetentionLoop>();
    }

    public static void MapDeliveries(this WebApplication app)
    {
        app.MapDeliveryEndpoints();
        app.MapGrpcService<DeliveriesGrpcService>().RequireAuthorization(WebhooksPolicy.Instance);
    }
}
