using Microsoft.AspNetCore.Server.Kestrel.Core;
using Npgsql;
using StackExchange.Redis;

namespace Chat.Shape.Bench;

/// <summary>What a process is: which services it has, and what it answers.</summary>
internal sealed record Roles(Action<WebApplicationBuilder, int, string[]> Add, Action<WebApplication> Map)
{
    public static Roles Of(string role) =>
        role switch
        {
            "sessions" => new(AddSessions, app => app.MapGrpcService<StoreService>()),
            "knowledge" => new((builder, port, _) => Listen(builder, port), app => app.MapGrpcService<FinderService>()),
            "inference" => new(AddInference, app => app.MapGrpcService<SpeakerService>()),
            "gateway" => new(AddGateway, MapGateway),
            _ => throw new ArgumentException($"no role {role}", nameof(role)),
        };

    private static void AddSessions(WebApplicationBuilder builder, int port, string[] targets)
    {
        Listen(builder, port);
        builder.Services.AddSingleton(NpgsqlDataSource.Create(targets[0]));
        builder.Services.AddSingleton<GroupCommit>();
    }

    private static void AddInference(WebApplicationBuilder builder, int port, string[] targets)
    {
        Listen(builder, port);
        builder.Services.AddGrpcClient<Store.StoreClient>(options => options.Address = new Uri(targets[0]));
        builder.Services.AddGrpcClient<Finder.FinderClient>(options => options.Address = new Uri(targets[1]));
        builder.Services.AddSingleton(new Upstream(new Uri(targets[2])));
    }

    private static void AddGateway(WebApplicationBuilder builder, int port, string[] targets)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Services.AddGrpcClient<Speaker.SpeakerClient>(options => options.Address = new Uri(targets[0]));
        builder.Services.AddGrpcClient<Store.StoreClient>(options => options.Address = new Uri(targets[1]));
        builder.Services.AddSingleton<IConnectionMultiplexer>(ConnectionMultiplexer.Connect(targets[2]));
        builder.Services.AddSingleton<SocketEdge>();
    }

    private static void MapGateway(WebApplication app)
    {
        app.UseWebSockets();
        app.MapPost("/chat", ChatEdge.AnswerAsync);
        app.Map("/ws", (HttpContext context, SocketEdge sockets) => sockets.ServeAsync(context));
    }

    private static void Listen(WebApplicationBuilder builder, int port) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http2)
        );
}
