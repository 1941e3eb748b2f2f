using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a serializer puts one message. Belongs to one message and one thread.</summary>
/// <remarks>A serializer either calls <see cref="Complete(byte[])"/>, or writes to <see cref="GetBufferWriter"/> and
/// then calls <see cref="Complete()"/>. What an engine does not offer fails, as officially, with
/// <see cref="NotImplementedException"/>.</remarks>
public abstract class SerializationContext
{
    /// <summary>Ends the message with these bytes, which then belong to the engine.</summary>
    public virtual void Complete(byte[] payload) => throw NotOffered();

    /// <summary>A writer for the message.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw NotOffered();

    /// <summary>Announces the exact size in bytes, before the first write. A hint: by default nothing is done with it.</summary>
    public virtual void SetPayloadLength(int payloadLength) { }

    /// <summary>Ends a message written to <see cref="GetBufferWriter"/>.</summary>
    public virtual void Complete() => throw NotOffered();

    private static NotImplementedException NotOffered() =>
        new("This serialization context does not offer the operation.");
}
