using Grpc.Compat.Tests.Doubles;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Grpc.Compat.Tests.Interceptors;

public sealed class InterceptTests
{
    private readonly RecordingCallInvoker _invoker = new();
    private readonly List<string> _trail = [];

    public static TheoryData<string> Kinds => [.. CallKinds.All];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Intercept_List_TheFirstSeesTheCallFirst(string kind)
    {
        _invoker.Intercept(Naming("a"), Naming("b"), Naming("c")).Start(kind, default);

        Assert.Equal(["a " + kind, "b " + kind, "c " + kind], _trail);
        Assert.Equal(kind, Assert.Single(_invoker.Calls).Kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Intercept_Chain_TheLastAddedSeesTheCallFirst(string kind)
    {
        _invoker.Intercept(Naming("a")).Intercept(Naming("b")).Start(kind, default);

        Assert.Equal(["b " + kind, "a " + kind], _trail);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Intercept_ChangedContext_ReachesTheInnerInvoker(string kind)
    {
        var redirecting = new RedirectInterceptor("elsewhere:1");

        _invoker.Intercept(redirecting).Start(kind, default, host: "here:1");

        Assert.Equal("elsewhere:1", Assert.Single(_invoker.Calls).Host);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Intercept_InterceptorThatOverridesNothing_PassesTheCallOn(string kind)
    {
        Metadata headers = [];

        _invoker.Intercept(new IdleInterceptor()).Start(kind, new CallOptions(headers), host: "here:1");

        var call = Assert.Single(_invoker.Calls);
        Assert.Equal((kind, "here:1"), (call.Kind, call.Host));
        Assert.Same(headers, call.Options.Headers);
        Assert.Equal(kind is "client" or "duplex" ? null : CallKinds.Request, call.Request);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Intercept_Headers_ReplacesThem(string kind)
    {
        Metadata replaced = [];

        _invoker.Intercept(_ => replaced).Start(kind, new CallOptions([]));

        Assert.Same(replaced, Assert.Single(_invoker.Calls).Options.Headers);
    }

    [Fact]
    public void Intercept_HeadersOfACallWithoutAny_GivesWritableOnes()
    {
        var invoker = _invoker.Intercept(headers =>
        {
            headers.Add("key", "value");
            return headers;
        });

        invoker.Start("unary", default);

        Assert.Equal("value", Assert.Single(_invoker.Calls).Options.Headers?.GetValue("key"));
    }

    [Fact]
    public void Intercept_EmptyList_IsTheInvokerItself() => Assert.Same(_invoker, _invoker.Intercept());

    [Fact]
    public void Intercept_Channel_IsInFrontOfItsInvoker()
    {
        var channel = new TestChannel(_invoker);

        channel.Intercept(Naming("a")).Start("unary", default);
        channel.Intercept(Naming("b"), Naming("c")).Start("unary", default);

        Assert.Equal(["a unary", "b unary", "c unary"], _trail);
        Assert.Equal(2, _invoker.Calls.Count);
    }

    [Fact]
    public void Intercept_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => _invoker.Intercept((Interceptor)null!));
        Assert.Throws<ArgumentNullException>(() => _invoker.Intercept((Interceptor[])null!));
        Assert.Throws<ArgumentNullException>(() => _invoker.Intercept((Func<Metadata, Metadata>)null!));
        Assert.Throws<ArgumentNullException>(() => ((CallInvoker)null!).Intercept(new IdleInterceptor()));
        Assert.Throws<ArgumentNullException>(() => ((ChannelBase)null!).Intercept(new IdleInterceptor()));
    }

    private ClientTrailInterceptor Naming(string name) => new(name, _trail);

    private sealed class IdleInterceptor : Interceptor;
}
