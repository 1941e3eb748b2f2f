using System.Text;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Tests.Grpc;

public sealed class ServiceCallInvokerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(7);
    private static readonly Empty Nothing = new();
    private readonly FakeTimeProvider time = new();
    private readonly RecordingInvoker[] connections = [new(), new(), new()];
    private readonly IdentityTokens tokens;
    private readonly ServiceCallInvoker invoker;

    public ServiceCallInvokerTests()
    {
        var key = Convert.ToBase64String(Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef"));
        tokens = new IdentityTokens(
            Options.Create(new IdentityOptions { SigningKey = key }),
            new ServiceName("gateway"),
            time,
            NullLogger<IdentityTokens>.Instance
        );
        invoker = new ServiceCallInvoker([.. connections], tokens, Deadline, time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CallOptions Only => Assert.Single(connections.SelectMany(connection => connection.Calls)).Options;

    [Fact]
    public void Unary_NoDeadline_GetsTheDefaultFromNow()
    {
        time.Advance(TimeSpan.FromDays(3));

        _ = invoker.AsyncUnaryCall(Method(MethodType.Unary), null, default, Nothing);

        Assert.Equal(time.GetUtcNow().UtcDateTime + Deadline, Only.Deadline);
    }

    [Fact]
    public void Blocking_NoDeadline_GetsTheDefaultToo()
    {
        invoker.BlockingUnaryCall(Method(MethodType.Unary), null, default, Nothing);

        Assert.Equal(time.GetUtcNow().UtcDateTime + Deadline, Only.Deadline);
    }

    [Fact]
    public void Unary_OwnDeadline_IsKept()
    {
        var own = time.GetUtcNow().UtcDateTime.AddMilliseconds(5);

        _ = invoker.AsyncUnaryCall(Method(MethodType.Unary), null, new CallOptions(deadline: own), Nothing);

        Assert.Equal(own, Only.Deadline);
    }

    [Fact]
    public void Streams_NoDeadline_HaveNone()
    {
        _ = invoker.AsyncServerStreamingCall(Method(MethodType.ServerStreaming), null, default, Nothing);
        _ = invoker.AsyncClientStreamingCall(Method(MethodType.ClientStreaming), null, default);
        _ = invoker.AsyncDuplexStreamingCall(Method(MethodType.DuplexStreaming), null, default);

        var calls = connections.SelectMany(connection => connection.Calls).ToList();
        Assert.Equal(3, calls.Count);
        Assert.All(calls, call => Assert.Null(call.Options.Deadline));
    }

    [Fact]
    public void Calls_Many_AreSpreadEvenly()
    {
        for (var call = 0; call < 300; call++)
        {
            _ = invoker.AsyncUnaryCall(Method(MethodType.Unary), null, default, Nothing);
        }

        Assert.All(connections, connection => Assert.Equal(100, connection.Calls.Count));
    }

    [Fact]
    public void Call_AsAPrincipal_CarriesItsTokenAndKeepsTheRest()
    {
        using var cancel = new CancellationTokenSource();
        var principal = Principal.ForService("inference", Ids.New(), "speak");
        var options = GrpcCall
            .As(principal, cancel.Token)
            .WithHeaders(new Metadata { { "x-own", "kept" } })
            .WithWriteOptions(new WriteOptions(WriteFlags.NoCompress));

        _ = invoker.AsyncUnaryCall(Method(MethodType.Unary), null, options, Nothing);

        var header = Only.Headers!.GetValue("authorization")!;
        Assert.StartsWith("Bearer ", header, StringComparison.Ordinal);
        Assert.Equal(principal with { Service = "gateway" }, tokens.Validate(header["Bearer ".Length..]).Value);
        Assert.Equal("kept", Only.Headers!.GetValue("x-own"));
        Assert.Equal(cancel.Token, Only.CancellationToken);
        Assert.Equal(WriteFlags.NoCompress, Only.WriteOptions!.Flags);
        // The connection is plain: it would refuse to send credentials.
        Assert.Null(Only.Credentials);
    }

    // The caller's own headers are its: a second call with them must not carry the first one's token.
    [Fact]
    public void Call_TwiceWithTheSameHeaders_AddsNothingToThem()
    {
        var headers = new Metadata { { "x-own", "kept" } };
        var options = GrpcCall.As(Principal.ForService("a", Guid.Empty), Cancel).WithHeaders(headers);

        _ = invoker.AsyncUnaryCall(Method(MethodType.Unary), null, options, Nothing);
        _ = invoker.AsyncUnaryCall(Method(MethodType.Unary), null, options, Nothing);

        Assert.Single(headers);
    }

    [Fact]
    public void Call_AsNobody_CarriesNoToken()
    {
        _ = invoker.AsyncUnaryCall(Method(MethodType.Unary), null, default, Nothing);

        Assert.Null(Only.Headers);
    }

    [Fact]
    public void As_ClientThatDoesNotKnowIt_IsRefusedInsteadOfSentWithoutIdentity()
    {
        var credentials = GrpcCall.As(Principal.ForService("a", Guid.Empty), Cancel).Credentials!;

        var exception = Assert.Throws<InvalidOperationException>(() =>
            credentials.InternalPopulateConfiguration(null!, null)
        );

        Assert.Contains("AddGrpcClient", exception.Message, StringComparison.Ordinal);
    }

    private static Method<Empty, Empty> Method(MethodType type)
    {
        var marshaller = Marshallers.Create(static _ => [], static _ => new Empty());
        return new Method<Empty, Empty>(type, "chat.test", type.ToString(), marshaller, marshaller);
    }
}
