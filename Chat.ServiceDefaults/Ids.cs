using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Chat.ServiceDefaults;

/// <summary>The only source of new ids: UUIDv7, so that they sort by time of creation.</summary>
/// <remarks>
/// Two ids of one process are in the order they were made in, also within one millisecond and when the clock steps back
/// (RFC 9562, 6.2, method 1: the 12 bits behind the milliseconds count). A list paged by id then never shows what was made
/// first behind what was made next.
/// </remarks>
public static class Ids
{
    private const int CounterBits = 12;
    private const ulong Version = 0x7000;
    private const byte Variant = 0x80;

    private static long last;

    /// <summary>A new id.</summary>
    /// <returns>A UUIDv7; 62 bits of it are random, from the system's cryptographic source.</returns>
    public static Guid New()
    {
        var tick = NextTick(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        bytes[8] = (byte)((bytes[8] & 0x3f) | Variant);
        var milliseconds = (ulong)(tick >> CounterBits);
        var count = (ulong)tick & ((1UL << CounterBits) - 1);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (milliseconds << 16) | Version | count);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A new id as text.</summary>
    /// <returns>A UUIDv7 in lower case, with hyphens.</returns>
    public static string NewText() => New().ToString("D");

    private static long NextTick(long milliseconds)
    {
        while (true)
        {
            var previous = Volatile.Read(ref last);
            var next = Math.Max(milliseconds << CounterBits, previous + 1);
            if (Interlocked.CompareExchange(ref last, next, previous) == previous)
            {
                return next;
            }
        }
    }
}
