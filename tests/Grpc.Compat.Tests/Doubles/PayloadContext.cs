using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>A deserialization context that gives arrays only.</summary>
internal sealed class PayloadContext(byte[] payload) : DeserializationContext
{
    public override int PayloadLength => payload.Length;

    public override byte[] PayloadAsNewBuffer() => payload;
}
