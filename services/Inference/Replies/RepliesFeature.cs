using Chat.Contracts.Sessions.V1;
using Chat.Inference.Appending;
using Chat.Inference.Pacing;
using Chat.Inference.Speaking;
using Chat.ServiceDefaults.Grpc;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Replies;

/// <summary>Registers the making of replies.</summary>
internal static class RepliesFeature
{
    /// <summary>Adds options, the parts of a reply, and their gRPC service.</summary>
    public static void AddReplies(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<RepliesOptions>().BindConfiguration(RepliesOptions.Section);
        services.AddSingleton<IValidateOptions<RepliesOptions>, RepliesOptionsValidator>();
        builder.AddPacing();
        builder.AddGrpcClient<Conversations.ConversationsClient>("sessions");
        services.AddSingleton<MessageAppender>();
        services.AddSingleton<Speaker>();
        services.AddSingleton<SpeakingLog>();
        services.AddSingleton<ReplyPublishers>();
        services.AddSingleton<ReplyPlanner>();
        services.AddSingleton<ReplyPrompts>();
        services.AddSingleton<ReplyTools>();
        services.AddSingleton<ReplyGeneration>();
        services.AddSingleton<ReplyAnswerer>();
        services.AddSingleton<ReplyOrchestrator>();
        services.AddSingleton<RepliesGrpcService>();
        builder.AddGrpcService<RepliesGrpcService>();
    }
}
