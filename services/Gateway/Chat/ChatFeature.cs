using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Sse;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.OpenApi;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Chat;

/// <summary>Registration of <c>POST /v1/chat</c>.</summary>
internal static class ChatFeature
{
    public static void AddChat(this IHostApplicationBuilder builder)
    {
        _ = builder.AddGrpcClient<Replies.RepliesClient>("inference");
        _ = builder.AddGrpcClient<Conversations.ConversationsClient>("sessions");
        _ = builder
            .Services.AddSingleton<IValidateOptions<SseOptions>, SseOptionsValidator>()
            .AddSingleton<GatewayMetrics>()
            .AddSingleton<VisitorDirectory>()
            .AddSingleton<RetryIdentities>()
            .AddSingleton<StreamCredentials>()
            .AddHostedService(static services => services.GetRequiredService<StreamCredentials>())
            .AddSingleton<StreamOpener>()
            .AddSingleton<ReplyFollower>()
            .AddSingleton<ReplyStreamer>()
            .AddSingleton<ChatEndpoint>()
            .AddOptionsWithValidateOnStart<SseOptions>()
            .BindConfiguration(SseOptions.Section);
    }

    public static void MapChat(this WebApplication app)
    {
        _ = app.MapPost(
                $"{GatewayPaths.Api}/chat",
                static (HttpContext context, ChatEndpoint endpoint) => endpoint.HandleAsync(context)
            )
            .AddOpenApiOperationTransformer(ChatDescription.AddHeadersAsync)
            .Accepts<ChatRequest>("application/json")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .WithTags("Chat")
            .WithSummary("Sends a message and streams the answer, or gives it whole")
            .WithDescription(
                "An event stream of `conversation`, `delta`, `citation`, `usage` and `done` or `error`. Every event's id is "
                    + "a cursor: after a lost connection send the same request with the last one as `Last-Event-ID`. With "
                    + "`stream` false the answer comes as one JSON document when it is complete."
            )
            .WithProblems(400, 404, 409, 413, 415, 429);
    }
}
