namespace Grpc.Core;

/// <summary>Takes the methods of a service; a server derives it. What is not overridden fails.</summary>
public class ServiceBinderBase
{
    /// <summary>Takes a unary method.</summary>
    /// <param name="handler">The implementation, or null when the server makes one itself.</param>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        UnaryServerMethod<TRequest, TResponse>? handler
    )
        where TRequest : class
        where TResponse : class => throw NotTaken(method);

    /// <summary>Takes a client-streaming method.</summary>
    /// <param name="handler">The implementation, or null when the server makes one itself.</param>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ClientStreamingServerMethod<TRequest, TResponse>? handler
    )
        where TRequest : class
        where TResponse : class => throw NotTaken(method);

    /// <summary>Takes a server-streaming method.</summary>
    /// <param name="handler">The implementation, or null when the server makes one itself.</param>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ServerStreamingServerMethod<TRequest, TResponse>? handler
    )
        where TRequest : class
        where TResponse : class => throw NotTaken(method);

    /// <summary>Takes a duplex method.</summary>
    /// <param name="handler">The implementation, or null when the server makes one itself.</param>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        DuplexStreamingServerMethod<TRequest, TResponse>? handler
    )
        where TRequest : class
        where TResponse : class => throw NotTaken(method);

    private static NotImplementedException NotTaken(IMethod method) =>
        new($"This binder does not take {method.Type} methods such as {method.FullName}.");
}
