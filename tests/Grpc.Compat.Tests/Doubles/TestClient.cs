using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>A client like a generated one.</summary>
internal sealed class TestClient : ClientBase<TestClient>
{
    public TestClient() { }

    public TestClient(ChannelBase channel)
        : base(channel) { }

    public TestClient(CallInvoker invoker)
        : base(invoker) { }

    private TestClient(ClientBaseConfiguration configuration)
        : base(configuration) { }

    public CallInvoker Invoker => CallInvoker;

    protected override TestClient NewInstance(ClientBaseConfiguration configuration) => new(configuration);
}
