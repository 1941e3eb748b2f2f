using Grpc.Compat.Tests.Doubles;
using Grpc.Core;

namespace Grpc.Compat.Tests.Serialization;

public sealed class ContextDefaultsTests
{
    [Fact]
    public void SerializationContext_WhatIsNotOverridden_IsNotImplemented()
    {
        var context = new ArrayContext();

        Assert.Throws<NotImplementedException>(() => context.GetBufferWriter());
        Assert.Throws<NotImplementedException>(context.Complete);
    }

    [Fact]
    public void SetPayloadLength_NotOverridden_IsAHintWithoutEffect()
    {
        var context = new ArrayContext();

        context.SetPayloadLength(5);

        Assert.Null(context.Payload);
    }

    [Fact]
    public void Payload_NotOverridden_IsNotImplemented()
    {
        var context = new LengthContext();

        Assert.Throws<NotImplementedException>(() => context.PayloadAsNewBuffer());
        Assert.Throws<NotImplementedException>(() => context.PayloadAsReadOnlySequence());
    }

    private sealed class LengthContext : DeserializationContext
    {
        public override int PayloadLength => 0;
    }
}
