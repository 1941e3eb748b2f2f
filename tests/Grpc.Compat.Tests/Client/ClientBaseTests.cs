using Grpc.Compat.Tests.Doubles;
using Grpc.Core;

namespace Grpc.Compat.Tests.Client;

public sealed class ClientBaseTests
{
    private readonly RecordingCallInvoker _invoker = new();

    public static TheoryData<string> Kinds => [.. CallKinds.All];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WithHost_EachKindOfCall_CarriesTheHost(string kind)
    {
        var client = new TestClient(_invoker).WithHost("other:2");

        client.Invoker.Start(kind, default);

        var call = Assert.Single(_invoker.Calls);
        Assert.Equal((kind, "other:2"), (call.Kind, call.Host));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WithHost_EachKindOfCall_KeepsOptionsAndRequest(string kind)
    {
        Metadata headers = [];
        var client = new TestClient(_invoker).WithHost("other:2");

        client.Invoker.Start(kind, new CallOptions(headers));

        var call = Assert.Single(_invoker.Calls);
        Assert.Same(headers, call.Options.Headers);
        Assert.Equal(kind is "client" or "duplex" ? null : CallKinds.Request, call.Request);
    }

    [Fact]
    public void WithHost_Twice_TheLastCounts()
    {
        var client = new TestClient(_invoker).WithHost("first:1").WithHost("second:2");

        client.Invoker.Start("unary", default);

        Assert.Equal("second:2", Assert.Single(_invoker.Calls).Host);
    }

    [Fact]
    public void WithHost_TheOriginalClient_StaysAsItWas()
    {
        var client = new TestClient(_invoker);

        _ = client.WithHost("other:2");
        client.Invoker.Start("unary", default);

        Assert.Null(Assert.Single(_invoker.Calls).Host);
    }

    [Fact]
    public void WithHost_Null_Throws() =>
        Assert.Throws<ArgumentNullException>(() => new TestClient(_invoker).WithHost(null!));

    [Fact]
    public void CallInvoker_OverAChannel_IsTheChannels()
    {
        var channel = new TestChannel(_invoker);

        Assert.Same(_invoker, new TestClient(channel).Invoker);
        Assert.Same(_invoker, new TestLiteClient(channel).Invoker);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void CallInvoker_TestDouble_RefusesEachKindOfCall(string kind)
    {
        Assert.Throws<NotImplementedException>(() => new TestClient().Invoker.Start(kind, default));
        Assert.Throws<NotImplementedException>(() => new TestLiteClient().Invoker.Start(kind, default));
    }

    [Fact]
    public void Constructor_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new TestClient((CallInvoker)null!));
    }

    [Fact]
    public async Task ShutdownAsync_ChannelWithoutOwnEnd_IsDoneAtOnce()
    {
        var channel = new TestChannel(_invoker, "somewhere:3");

        await channel.ShutdownAsync();

        Assert.Equal("somewhere:3", channel.Target);
    }

    [Fact]
    public void Target_Null_Throws() => Assert.Throws<ArgumentNullException>(() => new TestChannel(_invoker, null!));
}
