using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Chat.Gateway.Auth;

/// <summary>SHA-256 of a key: what is cached and sent instead of the key.</summary>
internal readonly record struct KeyHash(UInt128 High, UInt128 Low)
{
    public static KeyHash Of(string key)
    {
        Span<UInt128> halves = stackalloc UInt128[2];
        _ = SHA256.HashData(Encoding.UTF8.GetBytes(key), MemoryMarshal.AsBytes(halves));
        return new KeyHash(halves[0], halves[1]);
    }

    public byte[] ToBytes()
    {
        Span<UInt128> halves = [High, Low];
        return MemoryMarshal.AsBytes(halves).ToArray();
    }
}
