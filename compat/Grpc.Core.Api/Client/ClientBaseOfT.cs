namespace Grpc.Core;

/// <summary>The base of generated clients. Safe for many threads.</summary>
/// <typeparam name="T">The client itself.</typeparam>
public abstract class ClientBase<T> : ClientBase
    where T : ClientBase<T>
{
    /// <summary>For test doubles: every call that is not overridden fails with <see cref="NotImplementedException"/>.</summary>
    protected ClientBase() { }

    /// <summary>A client over a channel.</summary>
    protected ClientBase(ChannelBase channel)
        : base(channel) { }

    /// <summary>A client over an invoker, for instance an intercepted one.</summary>
    protected ClientBase(CallInvoker callInvoker)
        : base(callInvoker) { }

    /// <summary>A client like another one.</summary>
    protected ClientBase(ClientBaseConfiguration configuration)
        : base(configuration) { }

    /// <summary>A client over the same channel whose calls name another host.</summary>
    /// <remarks>Interceptors see the host; the .NET client engine sends the channel's authority all the same.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="host"/> is null.</exception>
    public T WithHost(string host) => NewInstance(Configuration.WithHost(host));

    /// <summary>Makes a client of the same type; generated code implements it.</summary>
    protected abstract T NewInstance(ClientBaseConfiguration configuration);
}
