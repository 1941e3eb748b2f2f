using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tenants;

/// <summary>Tenants and what their keys stand for.</summary>
internal static class TenantsFeature
{
    public static IHostApplicationBuilder AddTenants(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<TenantsOptions>().BindConfiguration(TenantsOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<TenantsOptions>, TenantsOptionsValidator>();
        builder.Services.AddSingleton<TenantStore>();
        builder.Services.AddSingleton<TenantSeeder>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TenantSeeder>());
        builder.Services.AddSingleton<KeyUses>();
        builder.Services.AddHostedService(services => services.GetRequiredService<KeyUses>());
        return builder;
    }

    public static void MapTenants(this WebApplication app) => app.MapGrpcService<TenantsGrpcService>();
}
