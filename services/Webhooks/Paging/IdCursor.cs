using System.Buffers.Text;

namespace Chat.Webhooks.Paging;

/// <summary>A place in a list: the id of the last row of the page before, made opaque.</summary>
internal static class IdCursor
{
    public static string Write(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string text, out Guid id)
    {
        Span<byte> bytes = stackalloc byte[18];
        id = default;
        if (text.Length > 24 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length))
        {
            return false;
        }

        if (length != 16)
        {
            return false;
        }

        id = new Guid(bytes[..16], bigEndian: true);
        return true;
    }
}
