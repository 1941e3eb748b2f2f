namespace Chat.Sessions.Attachments;

/// <summary>Whether a file's bytes are what its sender says they are.</summary>
/// <remarks>Signatures after the WHATWG's MIME Sniffing Standard, section 6, and the formats' own specifications.</remarks>
internal static class FileType
{
    /// <summary>How many bytes a decision needs at most.</summary>
    public const int Head = 512;

    // Browsers run what is in these, or can be talked into it.
    private static readonly HashSet<string> Active = new(StringComparer.Ordinal)
    {
        "text/html",
        "application/xhtml+xml",
        "image/svg+xml",
        "text/xml",
        "application/xml",
        "text/javascript",
        "application/javascript",
        "application/x-msdownload",
    };

    private static readonly Dictionary<string, byte[][]> Signatures = new(StringComparer.Ordinal)
    {
        ["image/png"] =
        [
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
        ],
        ["image/jpeg"] =
        [
            [0xFF, 0xD8, 0xFF],
        ],
        ["image/gif"] = ["GIF87a"u8.ToArray(), "GIF89a"u8.ToArray()],
        ["application/pdf"] = ["%PDF-"u8.ToArray()],
        ["application/msword"] =
        [
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
        ],
        ["application/zip"] =
        [
            [0x50, 0x4B, 0x03, 0x04],
        ],
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] =
        [
            [0x50, 0x4B, 0x03, 0x04],
        ],
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] =
        [
            [0x50, 0x4B, 0x03, 0x04],
        ],
    };

    /// <summary>Types that browsers show and that cannot carry a script.</summary>
    public static bool IsPicture(string contentType) =>
        contentType is "image/png" or "image/jpeg" or "image/gif" or "image/webp";

    /// <summary>Whether the type can carry a script, whatever a tenant allows.</summary>
    public static bool IsActive(string contentType) =>
        Active.Contains(contentType)
        || contentType.EndsWith("+xml", StringComparison.Ordinal)
        || contentType.Contains("script", StringComparison.Ordinal);

    /// <summary>Whether the beginning of a file fits its type; a type without a signature fits whatever is no page.</summary>
    public static bool Fits(string contentType, ReadOnlySpan<byte> head)
    {
        if (contentType == "image/webp")
        {
            return head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8);
        }

        if (Signatures.TryGetValue(contentType, out var signatures))
        {
            foreach (var signature in signatures)
            {
                if (head.StartsWith(signature))
                {
                    return true;
                }
            }

            return false;
        }

        var isText = contentType.StartsWith("text/", StringComparison.Ordinal);
        return !LooksLikeMarkup(head) && (!isText || !head.Contains((byte)0));
    }

    private static bool LooksLikeMarkup(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8))
        {
            head = head[3..];
        }

        head = head.TrimStart("\t\n\f\r "u8);
        return head.Length > 1
            && head[0] == (byte)'<'
            && (char.IsAsciiLetter((char)head[1]) || head[1] is (byte)'!' or (byte)'?');
    }
}
