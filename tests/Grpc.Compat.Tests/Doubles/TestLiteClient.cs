using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>A client like one generated with <c>lite_client</c>.</summary>
internal sealed class TestLiteClient : LiteClientBase
{
    public TestLiteClient() { }

    public TestLiteClient(ChannelBase channel)
        : base(channel) { }

    public CallInvoker Invoker => CallInvoker;
}
