using System.Buffers;

namespace Grpc.Core;

/// <summary>Collects one message into an array, for callers of <see cref="Marshaller{T}.Serializer"/>.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private ArrayBufferWriter<byte>? _writer;
    private byte[]? _payload;

    public override void Complete(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (_writer is not null)
        {
            throw new InvalidOperationException("The message was already begun with the buffer writer.");
        }
        Finish(payload);
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        CheckOpen();
        return _writer ??= new ArrayBufferWriter<byte>();
    }

    public override void SetPayloadLength(int payloadLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(payloadLength);
        CheckOpen();
        _writer ??= payloadLength == 0 ? new ArrayBufferWriter<byte>() : new ArrayBufferWriter<byte>(payloadLength);
    }

    public override void Complete() => Finish(_writer is null ? [] : _writer.WrittenSpan.ToArray());

    internal byte[] GetPayload() =>
        _payload ?? throw new InvalidOperationException("The serializer returned without completing the message.");

    private void Finish(byte[] payload)
    {
        CheckOpen();
        _payload = payload;
    }

    private void CheckOpen()
    {
        if (_payload is not null)
        {
            throw new InvalidOperationException("The message is already complete.");
        }
    }
}
