namespace Grpc.Core;

/// <summary>Turns messages into bytes and back. Immutable; its delegates are called by many threads at once.</summary>
/// <typeparam name="T">The message.</typeparam>
public class Marshaller<T>
{
    /// <summary>A marshaller over arrays; the contextual delegates are derived.</summary>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    public Marshaller(Func<T, byte[]> serializer, Func<byte[], T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        Serializer = serializer;
        Deserializer = deserializer;
        ContextualSerializer = (message, context) => context.Complete(serializer(message));
        ContextualDeserializer = context => deserializer(context.PayloadAsNewBuffer());
    }

    /// <summary>A marshaller over contexts; as officially, it has no array delegates.</summary>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    public Marshaller(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        ContextualSerializer = serializer;
        ContextualDeserializer = deserializer;
        Serializer = _ => throw new NotImplementedException();
        Deserializer = _ => throw new NotImplementedException();
    }

    /// <summary>Message to array; throws <see cref="NotImplementedException"/> in a marshaller over contexts.</summary>
    public Func<T, byte[]> Serializer { get; }

    /// <summary>Array to message; throws <see cref="NotImplementedException"/> in a marshaller over contexts.</summary>
    public Func<byte[], T> Deserializer { get; }

    /// <summary>Message to context; what the engines call.</summary>
    public Action<T, SerializationContext> ContextualSerializer { get; }

    /// <summary>Context to message; what the engines call.</summary>
    public Func<DeserializationContext, T> ContextualDeserializer { get; }
}
