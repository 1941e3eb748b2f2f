using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.ServiceDefaults.Tests.Grpc;

[Trait("Level", "Component")]
public sealed class ServiceClientTests : IAsyncLifetime
{
    private static readonly GetConversationRequest Get = new() { ConversationId = "c" };
    private readonly CallRecord record = new();
    private TestService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Conversations.ConversationsClient Client => service.Get<Conversations.ConversationsClient>();

    public async ValueTask InitializeAsync() => service = await StartAsync(record);

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Unary_NoDeadline_GetsTheDefault()
    {
        await Client.GetConversationAsync(Get, As(PrincipalKind.Visitor));

        var left = Assert.Single(record.Calls).Deadline - TimeProvider.System.GetUtcNow().UtcDateTime;
        Assert.InRange(left, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Unary_OwnDeadline_KeepsIt()
    {
        await Client.GetConversationAsync(
            Get,
            GrpcCall.As(Principal.ForService("x", Guid.Empty), Cancel, TimeSpan.FromMinutes(2))
        );

        var left = Assert.Single(record.Calls).Deadline - TimeProvider.System.GetUtcNow().UtcDateTime;
        Assert.InRange(left, TimeSpan.FromSeconds(100), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Stream_NoDeadline_HasNone()
    {
        using var call = Client.Speak(As(PrincipalKind.Service, "speak"));
        await call.RequestStream.WriteAsync(new SpeakRequest(), Cancel);
        await call.ResponseStream.MoveNext(Cancel).WithTimeout();

        Assert.Equal(DateTime.MaxValue, Assert.Single(record.Calls).Deadline);
    }

    [Fact]
    public async Task Call_AsAPrincipal_ArrivesAsThatPrincipalWithOurName()
    {
        var tenant = Ids.New();
        await Client.GetConversationAsync(Get, As(PrincipalKind.Visitor, tenant: tenant));

        var principal = Assert.Single(record.Calls).Principal;
        Assert.Equal((tenant, PrincipalKind.Visitor, "test"), (principal.TenantId, principal.Kind, principal.Service));
    }

    [Fact]
    public async Task Unary_ReadUnavailableAtFirst_IsTriedAgain()
    {
        record.FailNext(2);

        var conversation = await Client.GetConversationAsync(Get, As(PrincipalKind.Visitor));

        Assert.Equal("c", conversation.Id);
        Assert.Equal(3, record.Calls.Count);
    }

    [Fact]
    public async Task Unary_WriteUnavailable_IsNotTriedAgain()
    {
        record.FailNext(1);

        var exception = await Assert.ThrowsAsync<RpcException>(async () =>
            await Client.PostMessageAsync(new PostMessageRequest(), As(PrincipalKind.Service))
        );

        Assert.Equal("service_unavailable", exception.ToError().Code);
        Assert.Single(record.Calls);
    }

    [Fact]
    public async Task Unary_ServiceOnlyMethodByAVisitor_IsForbidden()
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () =>
            await Client.PostMessageAsync(new PostMessageRequest(), As(PrincipalKind.Visitor))
        );

        Assert.Equal(StatusCode.PermissionDenied, exception.StatusCode);
        Assert.Equal("forbidden", exception.ToError().Code);
        Assert.Empty(record.Calls);
    }

    [Fact]
    public async Task Stream_WithoutTheScope_IsForbidden()
    {
        using var call = Client.Speak(As(PrincipalKind.Service));

        var exception = await Assert.ThrowsAsync<RpcException>(() =>
            call.ResponseStream.MoveNext(Cancel).WithTimeout()
        );

        Assert.Equal(StatusCode.PermissionDenied, exception.StatusCode);
    }

    [Fact]
    public async Task Unary_BesideManyLongStreams_DoesNotQueue()
    {
        const int Streams = 300;
        var calls = new List<AsyncDuplexStreamingCall<SpeakRequest, SpeakResponse>>();
        for (var n = 0; n < Streams; n++)
        {
            var call = Client.Speak(As(PrincipalKind.Service, "speak"));
            calls.Add(call);
            await call.RequestStream.WriteAsync(new SpeakRequest(), Cancel).WithTimeout();
            await call.ResponseStream.MoveNext(Cancel).WithTimeout();
        }

        var conversation = await Client.GetConversationAsync(Get, As(PrincipalKind.Visitor));

        Assert.Equal("c", conversation.Id);
        calls.ForEach(call => call.Dispose());
    }

    [Fact]
    public async Task Unary_OneOfTwoInstancesStops_CallsGoOn()
    {
        var second = new CallRecord();
        var other = await StartAsync(second);
        await using var caller = await StartAsync(
            new CallRecord(),
            new()
            {
                ["services:pair:grpc:0"] = service.GrpcAddress.AbsoluteUri,
                ["services:pair:grpc:1"] = other.GrpcAddress.AbsoluteUri,
            },
            "pair"
        );
        var client = caller.Get<Conversations.ConversationsClient>();
        await Eventually.TrueAsync(
            async () =>
            {
                await client.GetConversationAsync(Get, As(PrincipalKind.Visitor));
                return !record.Calls.IsEmpty && !second.Calls.IsEmpty;
            },
            Cancel
        );

        await other.DisposeAsync();
        for (var n = 0; n < 20; n++)
        {
            Assert.Equal("c", (await client.GetConversationAsync(Get, As(PrincipalKind.Visitor))).Id);
        }
    }

    private static Task<TestService> StartAsync(
        CallRecord record,
        Dictionary<string, string?>? configuration = null,
        string target = "self"
    ) =>
        TestService.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(record);
                builder.AddGrpcService<RecordingConversations>();
                builder.AddGrpcClient<Conversations.ConversationsClient>(target);
            },
            configuration: configuration
        );

    private static CallOptions As(PrincipalKind kind, string? scope = null, Guid? tenant = null)
    {
        var principal = new Principal
        {
            TenantId = tenant ?? Ids.New(),
            Subject = "someone",
            Kind = kind,
        };
        return GrpcCall.As(scope is null ? principal : principal.WithScopes(scope), Cancel);
    }
}
