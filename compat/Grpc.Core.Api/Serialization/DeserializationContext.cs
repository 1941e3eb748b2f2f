using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a deserializer takes one message from. Belongs to one message and one thread.</summary>
/// <remarks>What an engine does not offer fails, as officially, with <see cref="NotImplementedException"/>.</remarks>
public abstract class DeserializationContext
{
    /// <summary>The size of the message in bytes.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>The message in an array that belongs to the caller.</summary>
    public virtual byte[] PayloadAsNewBuffer() => throw new NotImplementedException();

    /// <summary>The message without a copy; valid until the deserializer returns, since engines pool the memory.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotImplementedException();
}
