using Chat.ServiceDefaults.Data;

namespace Chat.Sessions.Settings;

/// <summary>Settings of tenants: read from memory, changed over REST.</summary>
internal static class SettingsFeature
{
    public static IHostApplicationBuilder AddSettings(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SettingsStore>();
        builder.Services.AddSingleton<TenantSettings>();
        builder.Services.AddSingleton<UpdateSettingsHandler>();
        builder.Services.AddSingleton<ListSettingsChangesHandler>();
        builder.Services.AddNoticeReader<SettingsNotices>();
        return builder;
    }

    public static void MapSettings(this WebApplication app) => SettingsEndpoints.Map(app);
}
