using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Time;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Chat.ServiceDefaults.Tests.Grpc;

[Trait("Level", "Component")]
public sealed class HealthAndReflectionTests : IAsyncLifetime
{
    private HealthCheckResult dependency = HealthCheckResult.Healthy();
    private TestService service = null!;
    private GrpcChannel channel = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        service = await TestService.StartAsync(builder =>
        {
            builder.Services.AddSingleton(new CallRecord());
            builder.Services.AddHealthChecks().AddCheck("dependency", () => dependency);
            builder.AddGrpcService<RecordingConversations>();
        });
        channel = GrpcChannel.ForAddress(service.GrpcAddress);
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await service.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("chat.sessions.v1.Conversations")]
    public async Task Check_KnownService_IsServing(string name)
    {
        var response = await Health().CheckAsync(new HealthCheckRequest { Service = name }, cancellationToken: Cancel);

        Assert.Equal(ServingStatus.Serving, response.Status);
    }

    [Fact]
    public async Task Check_UnknownService_IsNotFound()
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () =>
            await Health().CheckAsync(new HealthCheckRequest { Service = "no.such" }, cancellationToken: Cancel)
        );

        Assert.Equal(StatusCode.NotFound, exception.StatusCode);
    }

    [Fact]
    public async Task Call_UnknownService_IsUnimplemented()
    {
        var other = new Receipts.ReceiptsClient(channel);
        var token = service.Get<IIdentityTokens>().Issue(Principal.ForService("tests", Ids.New()));
        var known = new Metadata { { "authorization", $"Bearer {token}" } };

        var exception = await Assert.ThrowsAsync<RpcException>(async () =>
            await other.MarkReceiptAsync(new MarkReceiptRequest(), known, cancellationToken: Cancel)
        );

        Assert.Equal(StatusCode.Unimplemented, exception.StatusCode);
    }

    [Fact]
    public async Task Check_DependencyAway_IsNotServing()
    {
        dependency = HealthCheckResult.Unhealthy("gone");

        var response = await Health().CheckAsync(new HealthCheckRequest(), cancellationToken: Cancel);

        Assert.Equal(ServingStatus.NotServing, response.Status);
    }

    [Fact]
    public async Task Watch_DependencyLostAndServiceStopping_TellsEachChange()
    {
        using var call = Health().Watch(new HealthCheckRequest(), cancellationToken: Cancel);
        var seen = new List<ServingStatus> { await NextAsync(call) };
        dependency = HealthCheckResult.Unhealthy("gone");
        seen.Add(await NextAsync(call));
        dependency = HealthCheckResult.Healthy();
        seen.Add(await NextAsync(call));
        var stopping = service.StopAsync();
        seen.Add(await NextAsync(call));
        await stopping.WithTimeout();

        Assert.Equal(
            [ServingStatus.Serving, ServingStatus.NotServing, ServingStatus.Serving, ServingStatus.NotServing],
            seen
        );
    }

    [Fact]
    public async Task Health_Http_NamesEachCheckWithoutExceptionText()
    {
        dependency = HealthCheckResult.Unhealthy("It does not answer.", new InvalidOperationException("the secret"));

        using var response = await service.Http.GetAsync("/health", Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Contains(
            "\"dependency\":{\"status\":\"Unhealthy\",\"description\":\"It does not answer.\"}",
            text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alive_DependencyAway_IsStillAlive()
    {
        dependency = HealthCheckResult.Unhealthy("gone");

        using var response = await service.Http.GetAsync("/alive", Cancel);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task Reflection_ListServices_NamesAll()
    {
        var response = await AskAsync(new ServerReflectionRequest { ListServices = "" });

        Assert.Equal(
            [
                "chat.sessions.v1.Conversations",
                "grpc.health.v1.Health",
                "grpc.reflection.v1.ServerReflection",
                "grpc.reflection.v1alpha.ServerReflection",
            ],
            response.ListServicesResponse.Service.Select(item => item.Name).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("chat.sessions.v1.Conversations")]
    [InlineData("chat.sessions.v1.Conversations.Speak")]
    [InlineData("chat.sessions.v1.PostMessageRequest")]
    public async Task Reflection_Symbol_GivesItsFileWithItsImports(string symbol)
    {
        var response = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol });

        var files = response
            .FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom)
            .ToDictionary(file => file.Name, StringComparer.Ordinal);
        Assert.Contains("chat/sessions/v1/conversations.proto", files.Keys);
        Assert.All(files.Values.SelectMany(file => file.Dependency), import => Assert.Contains(import, files.Keys));
    }

    [Fact]
    public async Task Reflection_UnknownSymbol_IsNotFound()
    {
        var response = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = "no.such" });

        Assert.Equal((int)StatusCode.NotFound, response.ErrorResponse.ErrorCode);
    }

    private global::Grpc.Health.V1.Health.HealthClient Health() => new(channel);

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(Cancel).WithTimeout());
        return call.ResponseStream.Current.Status;
    }

    private async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest request)
    {
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(
            cancellationToken: Cancel
        );
        await call.RequestStream.WriteAsync(request, Cancel);
        Assert.True(await call.ResponseStream.MoveNext(Cancel).WithTimeout());
        return call.ResponseStream.Current;
    }
}
