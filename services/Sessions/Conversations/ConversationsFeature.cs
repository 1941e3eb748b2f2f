using Chat.Sessions.Appending;

namespace Chat.Sessions.Conversations;

/// <summary>Conversations, and the gRPC service through which everything in them happens.</summary>
internal static class ConversationsFeature
{
    public static IHostApplicationBuilder AddConversations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ConversationStore>();
        builder.Services.AddSingleton<GetConversationHandler>();
        builder.Services.AddSingleton<ListConversationsHandler>();
        builder.Services.AddSingleton<InboxNews>();
        builder.Services.AddSingleton<InboxIntake>();
        builder.Services.AddSingleton<ConversationAnnouncer>();
        builder.Services.AddSingleton<ConversationChange>();
        builder.Services.AddSingleton<ConversationRevival>();
        builder.Services.AddSingleton<MoveConversationHandler>();
        builder.Services.AddSingleton<ConversationCreation>();
        builder.Services.AddSingleton<CreateConversationHandler>();
        builder.Services.AddSingleton<UpdateConversationHandler>();
        builder.Services.AddSingleton<ConversationList>();
        builder.Services.AddSingleton<AppendCall>();
        return builder;
    }

    public static void MapConversations(this WebApplication app)
    {
        app.MapGrpcService<ConversationsGrpcService>();
        app.MapGrpcService<ConversationResourcesGrpcService>();
        ConversationEndpoints.Map(app);
        ConversationMoveEndpoints.Map(app);
    }
}
