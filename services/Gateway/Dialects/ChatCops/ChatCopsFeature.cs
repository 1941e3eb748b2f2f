namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>Registration of the dialect.</summary>
internal static class ChatCopsFeature
{
    public static void AddChatCops(this IHostApplicationBuilder builder)
    {
        _ = builder
            .Services.AddSingleton<
                Microsoft.Extensions.Options.IValidateOptions<ChatCopsOptions>,
                ChatCopsOptionsValidator
            >()
            .AddOptionsWithValidateOnStart<ChatCopsOptions>()
            .BindConfiguration(ChatCopsOptions.Section);
        _ = builder
            .Services.AddSingleton<ChatCopsSites>()
            .AddSingleton<ChatCopsVisitors>()
            .AddSingleton<ChatCopsEndpoint>();
        builder.AddChatCopsAnalytics();
    }

    public static void MapChatCops(this WebApplication app)
    {
        // A RequestDelegate for every method: the dialect answers 405 and 204 itself.
        var endpoint = app.Services.GetRequiredService<ChatCopsEndpoint>();
        _ = app.Map(ChatCopsProtocol.Path, (RequestDelegate)endpoint.HandleAsync);
        app.MapChatCopsAnalytics();
    }
}
