using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Appending;
using Chat.Gateway.WebSockets.Commands;
using Chat.ServiceDefaults.Grpc;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.WebSockets;

/// <summary>Registration of the WebSocket bridge.</summary>
internal static class SocketsFeature
{
    public static void AddSockets(this IHostApplicationBuilder builder)
    {
        _ = builder.AddGrpcClient<Assignments.AssignmentsClient>("sessions");
        _ = builder.AddGrpcClient<ConversationResources.ConversationResourcesClient>("sessions");
        _ = builder.AddGrpcClient<Ratings.RatingsClient>("sessions");
        _ = builder.AddGrpcClient<Receipts.ReceiptsClient>("sessions");
        _ = builder
            .Services.AddSingleton<IValidateOptions<SocketOptions>, SocketOptionsValidator>()
            .AddSingleton<MessageAppender>()
            .AddSingleton<ReplyCalls>()
            .AddSingleton<CommandTable>()
            .AddSingleton<ConnectedPrincipals>()
            .AddSingleton<SocketAddresses>()
            .AddSingleton<SocketAdmission>()
            .AddSingleton<SocketServices>()
            .AddSingleton<SocketTable>()
            .AddSingleton<SocketEndpoint>()
            .AddHostedService<RevokedSockets>()
            .AddHostedService<CredentialChecks>()
            .AddSocketCommand<AcceptCommand>()
            .AddSocketCommand<AuthCommand>()
            .AddSocketCommand<CloseCommand>()
            .AddSocketCommand<DeliveredCommand>()
            .AddSocketCommand<EscalateCommand>()
            .AddSocketCommand<HandBackCommand>()
            .AddSocketCommand<ListCommand>()
            .AddSocketCommand<OpenCommand>()
            .AddSocketCommand<PingCommand>()
            .AddSocketCommand<QueueCommand>()
            .AddSocketCommand<RatingCommand>()
            .AddSocketCommand<ReadCommand>()
            .AddSocketCommand<ReopenCommand>()
            .AddSocketCommand<ResolveCommand>()
            .AddSocketCommand<ResumeCommand>()
            .AddSocketCommand<SendCommand>()
            .AddSocketCommand<StatusCommand>()
            .AddSocketCommand<SubscribeCommand>()
            .AddSocketCommand<TakeOverCommand>()
            .AddSocketCommand<TransferCommand>()
            .AddSocketCommand<TypingCommand>()
            .AddSocketCommand<UnsubscribeCommand>()
            .AddOptionsWithValidateOnStart<SocketOptions>()
            .BindConfiguration(SocketOptions.Section);
    }

    /// <summary>Adds a command to the protocol.</summary>
    public static IServiceCollection AddSocketCommand<TCommand>(this IServiceCollection services)
        where TCommand : class, ISocketCommand => services.AddSingleton<ISocketCommand, TCommand>();

    public static void MapSockets(this WebApplication app)
    {
        _ = app.UseWebSockets();
        _ = app.Map(
                $"{GatewayPaths.Api}/live",
                static (HttpContext context, SocketEndpoint endpoint) => endpoint.HandleAsync(context)
            )
            .ExcludeFromDescription();
    }
}
