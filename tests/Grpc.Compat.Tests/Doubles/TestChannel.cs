using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>A channel to nowhere.</summary>
internal sealed class TestChannel(CallInvoker invoker, string target = "nowhere:1") : ChannelBase(target)
{
    public override CallInvoker CreateCallInvoker() => invoker;
}
