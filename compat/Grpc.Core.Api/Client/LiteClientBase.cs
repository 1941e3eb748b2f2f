namespace Grpc.Core;

/// <summary>The base of clients generated with the <c>lite_client</c> option. Safe for many threads.</summary>
public abstract class LiteClientBase
{
    /// <summary>For test doubles: every call that is not overridden fails with <see cref="NotImplementedException"/>.</summary>
    protected LiteClientBase()
        : this(new UnconfiguredCallInvoker()) { }

    /// <summary>A client over a channel.</summary>
    protected LiteClientBase(ChannelBase channel)
        : this(channel?.CreateCallInvoker() ?? throw new ArgumentNullException(nameof(channel))) { }

    /// <summary>A client over an invoker.</summary>
    protected LiteClientBase(CallInvoker callInvoker)
    {
        ArgumentNullException.ThrowIfNull(callInvoker);
        CallInvoker = callInvoker;
    }

    /// <summary>What generated methods call.</summary>
    protected CallInvoker CallInvoker { get; }
}
