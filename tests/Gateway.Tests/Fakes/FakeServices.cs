using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>The services behind the gateway, in this process, on a real HTTP/2 socket.</summary>
public sealed class FakeServices : IAsyncDisposable
{
    private readonly WebApplication host;

    private FakeServices(WebApplication host) => this.host = host;

    /// <summary>Keys and tenants.</summary>
    public FakeTenants Tenants { get; } = new();

    /// <summary>Agents' logins.</summary>
    public FakeAgentLogins AgentLogins { get; } = new();

    /// <summary>Where agents are.</summary>
    public FakeAgentPresences AgentPresences { get; } = new();

    /// <summary>Inference.</summary>
    public FakeReplies Replies { get; } = new();

    /// <summary>Conversations.</summary>
    public FakeConversations Conversations { get; } = new();

    /// <summary>Conversations as resources.</summary>
    public FakeConversationResources ConversationResources { get; } = new();

    /// <summary>Ratings.</summary>
    public FakeRatings Ratings { get; } = new();

    /// <summary>Who has a conversation.</summary>
    public FakeAssignments Assignments { get; } = new();

    /// <summary>The conversation logs.</summary>
    public FakeLive Live { get; } = new();

    /// <summary>The counters.</summary>
    public FakeAnalytics Analytics { get; } = new();

    /// <summary>Users' tokens.</summary>
    public FakeUserTokens UserTokens { get; } = new();

    /// <summary>Who visitors are.</summary>
    public FakeVisitors Visitors { get; } = new();

    /// <summary>How far readers have got.</summary>
    public FakeReceipts Receipts { get; } = new();

    /// <summary>Where they listen.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Starts them.</summary>
    public static async Task<FakeServices> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // The gateway's own settings lie beside the tests and are not for the fakes.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        FakeServices? fakes = null;
        builder.Services.AddSingleton(_ => fakes!.Tenants);
        builder.Services.AddSingleton(_ => fakes!.AgentLogins);
        builder.Services.AddSingleton(_ => fakes!.AgentPresences);
        builder.Services.AddSingleton(_ => fakes!.Replies);
        builder.Services.AddSingleton(_ => fakes!.Conversations);
        builder.Services.AddSingleton(_ => fakes!.ConversationResources);
        builder.Services.AddSingleton(_ => fakes!.Ratings);
        builder.Services.AddSingleton(_ => fakes!.Assignments);
        builder.Services.AddSingleton(_ => fakes!.Live);
        builder.Services.AddSingleton(_ => fakes!.Analytics);
        builder.Services.AddSingleton(_ => fakes!.UserTokens);
        builder.Services.AddSingleton(_ => fakes!.Visitors);
        builder.Services.AddSingleton(_ => fakes!.Receipts);
        var app = builder.Build();
        fakes = new FakeServices(app);
        app.MapGrpcService<FakeTenants>();
        app.MapGrpcService<FakeAgentLogins>();
        app.MapGrpcService<FakeAgentPresences>();
        app.MapGrpcService<FakeReplies>();
        app.MapGrpcService<FakeConversations>();
        app.MapGrpcService<FakeConversationResources>();
        app.MapGrpcService<FakeRatings>();
        app.MapGrpcService<FakeAssignments>();
        app.MapGrpcService<FakeLive>();
        app.MapGrpcService<FakeAnalytics>();
        app.MapGrpcService<FakeUserTokens>();
        app.MapGrpcService<FakeVisitors>();
        app.MapGrpcService<FakeReceipts>();
        await app.StartAsync(cancellationToken);
        fakes.Address = app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        return fakes;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => host.DisposeAsync();
}
