using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>A serialization context that takes arrays only.</summary>
internal sealed class ArrayContext : SerializationContext
{
    public byte[]? Payload { get; private set; }

    public override void Complete(byte[] payload) => Payload = payload;
}
