using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Processes;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.ServiceDefaults.Tests.Grpc;

/// <summary>Channels to services that are not there, do not answer, or answer too much.</summary>
[Trait("Level", "Component")]
public sealed class ServiceChannelsTests : IAsyncLifetime
{
    private static readonly GetConversationRequest Get = new() { ConversationId = "c" };
    private readonly TcpListener silent = new(IPAddress.Loopback, 0);
    private TestService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static CallOptions AsVisitor =>
        GrpcCall.As(
            new Principal
            {
                TenantId = Guid.Empty,
                Subject = "someone",
                Kind = PrincipalKind.Visitor,
            },
            Cancel
        );

    public async ValueTask InitializeAsync()
    {
        silent.Start();
        service = await TestService.StartAsync(builder =>
        {
            builder.Services.AddSingleton(new CallRecord());
            builder.AddGrpcService<RecordingConversations>();
        });
    }

    public async ValueTask DisposeAsync()
    {
        silent.Dispose();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Unary_OneOfTwoInstancesIsNotThere_EachCallSucceeds()
    {
        await using var caller = await CallerAsync(Unused(), service.GrpcAddress.AbsoluteUri);

        for (var call = 0; call < 20; call++)
        {
            Assert.Equal("c", (await GetAsync(caller).WithTimeout()).Id);
        }
    }

    // A stopped process: its connections stand, and the kernel takes new ones.
    [Fact]
    public async Task Unary_OneOfTwoInstancesIsSilent_SoonEachCallSucceeds()
    {
        await using var caller = await CallerAsync($"http://{silent.LocalEndpoint}", service.GrpcAddress.AbsoluteUri);

        var begun = Stopwatch.GetTimestamp();
        for (var inARow = 0; inARow < 20 && Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(40); inARow++)
        {
            try
            {
                Assert.Equal("c", (await GetAsync(caller).WithTimeout()).Id);
            }
            catch (RpcException late) when (late.StatusCode == StatusCode.DeadlineExceeded)
            {
                inARow = -1;
            }
        }

        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Unary_AllInstancesAreSilent_EndsByTheDeadlineEachTime()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var caller = await CallerAsync($"http://{silent.LocalEndpoint}", $"http://{other.LocalEndpoint}");

        for (var call = 0; call < 2; call++)
        {
            var exception = await Assert.ThrowsAsync<RpcException>(() => GetAsync(caller).WithTimeout());

            Assert.Equal("deadline_exceeded", exception.ToError().Code);
        }
    }

    [Fact]
    public async Task Unary_NoInstanceIsThere_IsUnavailable()
    {
        await using var caller = await CallerAsync(Unused());

        var exception = await Assert.ThrowsAsync<RpcException>(() => GetAsync(caller).WithTimeout());

        Assert.IsType<Unavailable>(exception.ToError());
    }

    // As Kestrel does with what still runs when the time to stop is over.
    [Fact]
    public async Task Unary_InstanceResetsTheCall_IsUnavailable()
    {
        await using var resetting = await TestService.StartAsync(builder =>
            builder.AddGrpcService<ResettingConversations>()
        );
        await using var caller = await CallerAsync(resetting.GrpcAddress.AbsoluteUri);

        var exception = await Assert.ThrowsAsync<RpcException>(() => GetAsync(caller).WithTimeout());

        Assert.Equal("service_unavailable", exception.ToError().Code);
    }

    // It takes the connection and says nothing: only the deadline ends that.
    [Fact]
    public async Task Unary_InstanceNeverAnswers_EndsByTheDefaultDeadline()
    {
        await using var caller = await CallerAsync($"http://{silent.LocalEndpoint}");

        var exception = await Assert.ThrowsAsync<RpcException>(() => GetAsync(caller).WithTimeout());

        Assert.Equal("deadline_exceeded", exception.ToError().Code);
    }

    // Streams have no deadline.
    [Fact]
    public async Task Stream_InstanceNeverAnswers_IsUnavailableByThePings()
    {
        await using var caller = await CallerAsync($"http://{silent.LocalEndpoint}");
        using var call = caller.Get<Conversations.ConversationsClient>().Speak(AsVisitor);

        var exception = await Assert.ThrowsAsync<RpcException>(() =>
            call.ResponseStream.MoveNext(Cancel).WithTimeout()
        );

        Assert.Equal("service_unavailable", exception.ToError().Code);
    }

    [Fact]
    public async Task Stream_CallerLeavesWhileTheInstanceIsSilent_EndsAtOnce()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var caller = await CallerAsync($"http://{silent.LocalEndpoint}");
        using var call = caller
            .Get<Conversations.ConversationsClient>()
            .Speak(AsVisitor.WithCancellationToken(leaving.Token));
        var reading = call.ResponseStream.MoveNext(leaving.Token);

        await leaving.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => reading.WithTimeout());
        Assert.True(exception is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled });
    }

    [Fact]
    public async Task Unary_AnswerOverTheLimit_IsRefusedAndTheNextIsNot()
    {
        await using var caller = await CallerAsync(service.GrpcAddress.AbsoluteUri);
        var client = caller.Get<Conversations.ConversationsClient>();
        var large = new GetConversationRequest { ConversationId = new string('x', 2_000) };

        var exception = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.GetConversationAsync(large, AsVisitor)
        );

        Assert.Equal("message_too_large", exception.ToError().Code);
        Assert.Equal("c", (await GetAsync(caller).WithTimeout()).Id);
    }

    [Fact]
    public async Task AddGrpcClient_AddressNotConfigured_SaysWhatToSet()
    {
        await using var caller = await TestService.StartAsync(builder =>
            builder.AddGrpcClient<Conversations.ConversationsClient>("nowhere")
        );

        var exception = Assert.ThrowsAny<InvalidOperationException>(() =>
            caller.Get<Conversations.ConversationsClient>()
        );

        Assert.Contains("services:nowhere:grpc:0", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<Conversation> GetAsync(TestService caller) =>
        await caller.Get<Conversations.ConversationsClient>().GetConversationAsync(Get, AsVisitor);

    private static string Unused() => $"http://127.0.0.1:{LoopbackPort.Reserve()}";

    private static Task<TestService> CallerAsync(params string[] addresses)
    {
        var configuration = new Dictionary<string, string?>
        {
            ["Grpc:Client:Deadline"] = "00:00:05",
            ["Grpc:Client:KeepAlive"] = "00:00:03",
            ["Grpc:Client:MaxMessageBytes"] = "1024",
        };
        for (var n = 0; n < addresses.Length; n++)
        {
            configuration[$"services:far:grpc:{n}"] = addresses[n];
        }

        return TestService.StartAsync(
            builder => builder.AddGrpcClient<Conversations.ConversationsClient>("far"),
            configuration: configuration
        );
    }

    private sealed class ResettingConversations : Conversations.ConversationsBase
    {
        public override Task<Conversation> GetConversation(GetConversationRequest request, ServerCallContext context)
        {
            context.GetHttpContext().Abort();
            return Task.FromResult(new Conversation());
        }
    }
}
