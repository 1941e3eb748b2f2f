using Microsoft.Extensions.Options;

namespace Chat.Sessions.MessageEdits;

/// <summary>Second thoughts about messages, and what others think of them.</summary>
internal static class MessageEditsFeature
{
    public static IHostApplicationBuilder AddMessageEdits(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptionsWithValidateOnStart<MessageEditOptions>()
            .BindConfiguration(MessageEditOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<MessageEditOptions>, MessageEditOptionsValidator>();
        builder.Services.AddSingleton<ChangeMessageHandler>();
        return builder;
    }

    public static void MapMessageEdits(this WebApplication app) => MessageEditEndpoints.Map(app);
}
