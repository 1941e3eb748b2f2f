using Microsoft.Extensions.Options;

namespace Chat.Sessions.CustomerPresence;

/// <summary>Whether customers are in their conversations.</summary>
internal static class CustomerPresenceFeature
{
    public static IHostApplicationBuilder AddCustomerPresence(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptionsWithValidateOnStart<CustomerPresenceOptions>()
            .BindConfiguration(CustomerPresenceOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<CustomerPresenceOptions>, CustomerPresenceOptionsValidator>();
        builder.Services.AddSingleton<CustomerScreens>();
        builder.Services.AddSingleton<CustomerPresences>();
        builder.Services.AddSingleton<CustomerWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CustomerWatch>());
        builder.Services.AddSingleton<Attendance>();
        builder.Services.AddSingleton<GetCustomerPresenceHandler>();
        return builder;
    }

    public static void MapCustomerPresence(this WebApplication app) => CustomerPresenceEndpoints.Map(app);
}
