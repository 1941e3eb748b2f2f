using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Tests.Hosts;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.ServiceDefaults.Tests.Grpc;

/// <summary>Messages that are none of the method they are sent to.</summary>
[Trait("Level", "Component")]
public sealed class UnreadMessageTests : IAsyncLifetime
{
    // A text of five bytes, of which one is there.
    private static readonly byte[] s_broken = [0x0A, 0x05, 0x41];
    private static readonly Marshaller<byte[]> s_bytes = new(static bytes => bytes, static bytes => bytes);

    private TestService service = null!;
    private GrpcChannel channel = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        service = await TestService.StartAsync(static builder =>
        {
            builder.Services.AddSingleton(new CallRecord());
            builder.AddGrpcService<RecordingConversations>();
        });
        channel = GrpcChannel.ForAddress(service.GrpcAddress);
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Call_BrokenMessage_IsInvalidAndSaysWhy()
    {
        var exception = await CallAsync(s_broken);

        Assert.Equal(StatusCode.InvalidArgument, exception.StatusCode);
        Assert.Equal("malformed_message", exception.ToError().Code);
    }

    [Fact]
    public async Task Call_MessageOfFiveMebibytes_IsTooLarge()
    {
        // An unknown field of that many bytes.
        var exception = await CallAsync([0x9A, 0x7D, 0x80, 0x80, 0xC0, 0x02, .. new byte[5 * 1024 * 1024]]);

        Assert.Equal(StatusCode.ResourceExhausted, exception.StatusCode);
        Assert.Equal("message_too_large", exception.ToError().Code);
    }

    [Fact]
    public async Task Stream_BrokenMessage_IsInvalidAndSaysWhy()
    {
        using var call = channel
            .CreateCallInvoker()
            .AsyncDuplexStreamingCall(Of(MethodType.DuplexStreaming, "Speak"), null, Options("speak"));
        await call.RequestStream.WriteAsync(s_broken, Cancel);

        var exception = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancel));

        Assert.Equal(StatusCode.InvalidArgument, exception.StatusCode);
        Assert.Equal("malformed_message", exception.ToError().Code);
    }

    private async Task<RpcException> CallAsync(byte[] message)
    {
        using var call = channel
            .CreateCallInvoker()
            .AsyncUnaryCall(Of(MethodType.Unary, "GetConversation"), null, Options(), message);
        return await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
    }

    private static Method<byte[], byte[]> Of(MethodType type, string name) =>
        new(type, "chat.sessions.v1.Conversations", name, s_bytes, s_bytes);

    private CallOptions Options(params string[] scopes)
    {
        var token = service.Get<IIdentityTokens>().Issue(Principal.ForService("tests", Ids.New(), scopes));
        return new CallOptions(new Metadata { { "authorization", $"Bearer {token}" } }, cancellationToken: Cancel);
    }
}
