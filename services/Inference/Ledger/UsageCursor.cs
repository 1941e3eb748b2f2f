using System.Buffers.Binary;
using System.Buffers.Text;

namespace Chat.Inference.Ledger;

/// <summary>A place in the list of records: behind this record. Opaque to callers.</summary>
/// <param name="CreatedAt">The record's time, in whole microseconds.</param>
/// <param name="Id">Tells records of the same moment apart.</param>
internal readonly record struct UsageCursor(DateTimeOffset CreatedAt, Guid Id)
{
    private const int Bytes = 24;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, out UsageCursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[Bytes + 3];
        if (
            text.Length > 32
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written)
            || written != Bytes
        )
        {
            return false;
        }
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks)
        {
            return false;
        }
        cursor = new UsageCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes[8..Bytes], bigEndian: true));
        return true;
    }

    /// <inheritdoc />
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt.UtcTicks);
        Id.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}
