namespace Grpc.Core;

/// <summary>A way to a server, shared by all clients of that server. Safe for many threads.</summary>
public abstract class ChannelBase
{
    /// <summary>A channel to a target.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="target"/> is null.</exception>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>The address as it was given.</summary>
    public string Target { get; }

    /// <summary>What makes calls over this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Ends the channel; calls under way are cancelled or awaited as the engine does.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>What <see cref="ShutdownAsync"/> does; by default nothing.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
