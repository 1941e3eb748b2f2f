namespace Chat.Sessions.Messages;

/// <summary>Adding and reading messages.</summary>
internal static class MessagesFeature
{
    public static IHostApplicationBuilder AddMessages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PostMessageHandler>();
        builder.Services.AddSingleton<ListMessagesHandler>();
        builder.Services.AddSingleton<MessageMarks>();
        return builder;
    }

    public static void MapMessages(this WebApplication app)
    {
        MessageEndpoints.Map(app);
        PostMessageEndpoint.Map(app);
    }
}
