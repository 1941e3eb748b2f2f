using System.Net;
using Grpc.Compat.Tests.Doubles;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grpc.Compat.Tests.Server;

/// <summary>The text methods, bound by a definition instead of a generated class, behind two interceptors.</summary>
public sealed class TalkServer : IAsyncLifetime
{
    private readonly WebApplication _app = Build();

    public Uri Address => new(_app.Urls.Single());

    public async ValueTask InitializeAsync() => await _app.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc(grpc =>
        {
            grpc.Interceptors.Add<TrailInterceptor>("outer");
            grpc.Interceptors.Add<TrailInterceptor>("inner");
        });
        var app = builder.Build();
        app.MapGrpcService(Definition());
        return app;
    }

    private static ServerServiceDefinition Definition() =>
        ServerServiceDefinition
            .CreateBuilder()
            .AddMethod(TestMethods.Unary, AskAsync)
            .AddMethod(TestMethods.ClientStreaming, TellAsync)
            .AddMethod(TestMethods.ServerStreaming, ListenAsync)
            .AddMethod(TestMethods.DuplexStreaming, TalkAsync)
            .Build();

    private static Task<string> AskAsync(string request, ServerCallContext context) =>
        Task.FromResult(
            request switch
            {
                "host?" => context.Host,
                "header?" => context.RequestHeaders.GetValue("added") ?? "none",
                _ => "asked " + request,
            }
        );

    private static async Task<string> TellAsync(IAsyncStreamReader<string> requestStream, ServerCallContext context)
    {
        var told = "told";
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            told += " " + request;
        }
        return told;
    }

    private static async Task ListenAsync(
        string request,
        IServerStreamWriter<string> responseStream,
        ServerCallContext context
    )
    {
        foreach (var word in request.Split(' '))
        {
            await responseStream.WriteAsync(word, context.CancellationToken);
        }
    }

    private static async Task TalkAsync(
        IAsyncStreamReader<string> requestStream,
        IServerStreamWriter<string> responseStream,
        ServerCallContext context
    )
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            await responseStream.WriteAsync("heard " + request, context.CancellationToken);
        }
    }
}
