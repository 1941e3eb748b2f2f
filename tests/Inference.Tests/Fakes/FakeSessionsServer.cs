using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Inference.Fakes;

/// <summary>Sessions as a real gRPC server that keeps what it is told in memory.</summary>
internal sealed class FakeSessionsServer : Conversations.ConversationsBase, IAsyncDisposable
{
    private readonly Channel<SpeakRequest> _spoken = Channel.CreateBounded<SpeakRequest>(10_000);
    private readonly Channel<PostMessageRequest> _posts = Channel.CreateBounded<PostMessageRequest>(10_000);
    private WebApplication? _app;

    public string Address => _app!.Urls.First();

    public FakeLeadsServer Leads { get; } = new();

    /// <summary>Everything stored or found, in order.</summary>
    public ChannelReader<PostMessageRequest> Posts => _posts.Reader;

    /// <summary>Everything said, in order.</summary>
    public ChannelReader<SpeakRequest> Spoken => _spoken.Reader;

    public static async Task<FakeSessionsServer> StartAsync()
    {
        // Empty: appsettings.json of the service under test lies in the same folder.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        var server = new FakeSessionsServer();
        builder.Services.AddSingleton(server);
        builder.Services.AddSingleton(server.Leads);
        server._app = builder.Build();
        server._app.MapGrpcService<FakeSessionsServer>();
        server._app.MapGrpcService<FakeLeadsServer>();
        await server._app.StartAsync();
        return server;
    }

    public override async Task<AppendResponse> Append(AppendRequest request, ServerCallContext context)
    {
        var response = new AppendResponse();
        foreach (var item in request.Items)
        {
            if (item.Finish is { } finish)
            {
                var said = new SpeakRequest { Begin = finish.Begin, Commit = finish.Commit };
                await _spoken.Writer.WriteAsync(said, context.CancellationToken);
                response.Results.Add(new AppendResult { Committed = FakeFinish.Committed(finish) });
            }
            else
            {
                await _posts.Writer.WriteAsync(item.Post, context.CancellationToken);
                response.Results.Add(new AppendResult { Posted = FakeConversations.Granted(item.Post) });
            }
        }
        return response;
    }

    public override async Task Speak(
        IAsyncStreamReader<SpeakRequest> requestStream,
        IServerStreamWriter<SpeakResponse> responseStream,
        ServerCallContext context
    )
    {
        SpeakBegin? begin = null;
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            begin ??= request.Begin;
            await _spoken.Writer.WriteAsync(request, context.CancellationToken);
            if (request.Commit is { } commit)
            {
                await responseStream.WriteAsync(Committed(begin!, commit), context.CancellationToken);
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private static SpeakResponse Committed(SpeakBegin begin, SpeakCommit commit)
    {
        var message = new Message
        {
            Id = begin.ReplyId,
            Sequence = 2,
            Text = commit.Text,
            State = commit.State,
            InterruptionReason = commit.InterruptionReason,
        };
        return new SpeakResponse
        {
            Committed = new SpeakCommitted { Message = commit.Text.Length > 0 ? message : null },
        };
    }
}
