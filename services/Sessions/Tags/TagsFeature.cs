namespace Chat.Sessions.Tags;

/// <summary>The words conversations are sorted with.</summary>
internal static class TagsFeature
{
    public static IHostApplicationBuilder AddTags(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LabelPools>();
        builder.Services.AddSingleton<TagConversationHandler>();
        return builder;
    }

    public static void MapTags(this WebApplication app) => TagEndpoints.Map(app);
}
