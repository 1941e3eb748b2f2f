namespace Chat.Sessions.OfflineMessages;

/// <summary>What visitors leave while nobody is there.</summary>
internal static class OfflineMessagesFeature
{
    public static IHostApplicationBuilder AddOfflineMessages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OfflineMessageStore>();
        builder.Services.AddSingleton<LeaveOfflineMessageHandler>();
        builder.Services.AddSingleton<ListOfflineMessagesHandler>();
        builder.Services.AddSingleton<MarkOfflineMessageHandler>();
        return builder;
    }

    public static void MapOfflineMessages(this WebApplication app) => OfflineMessageEndpoints.Map(app);
}
