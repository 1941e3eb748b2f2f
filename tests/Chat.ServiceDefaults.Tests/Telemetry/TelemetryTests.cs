using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Tests.Grpc;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.ServiceDefaults.Tests.Telemetry;

[Trait("Level", "Component")]
public sealed class TelemetryTests : IAsyncLifetime
{
    private OtlpReceiver receiver = null!;
    private TestService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        receiver = await OtlpReceiver.StartAsync();
        service = await TestService.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(new CallRecord());
                builder.AddGrpcService<RecordingConversations>();
                builder.AddGrpcClient<Conversations.ConversationsClient>("self");
            },
            app => app.MapGet("/v1/things/{id}", AnswerAsync).AllowAnonymous(),
            new()
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
                ["OTEL_BLRP_SCHEDULE_DELAY"] = "50",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Spans_HttpThatCallsGrpc_AreNamedByRouteAndMethod()
    {
        using var alive = await service.Http.GetAsync("/alive", Cancel);
        using var response = await service.Http.GetAsync("/v1/things/42", Cancel);

        await Eventually.TrueAsync(() => receiver.Has("traces", "GET /v1/things/{id}"), Cancel);
        await Eventually.TrueAsync(
            () => receiver.Has("traces", "chat.sessions.v1.Conversations/GetConversation"),
            Cancel
        );
        Assert.True(receiver.Has("traces", "http.route"));
        Assert.True(receiver.Has("traces", "rpc.service"));
        Assert.False(receiver.Has("traces", "GET /alive"));
    }

    [Fact]
    public async Task Metrics_AfterARequest_AreExported()
    {
        using var response = await service.Http.GetAsync("/v1/things/42", Cancel);

        await Eventually.TrueAsync(() => receiver.Has("metrics", "http.server.request.duration"), Cancel);
    }

    private static async Task<string> AnswerAsync(string id, Conversations.ConversationsClient client)
    {
        var conversation = await client.GetConversationAsync(
            new GetConversationRequest { ConversationId = id },
            GrpcCall.As(Principal.ForService("test", Guid.Empty), Cancel)
        );
        return conversation.Id;
    }
}
