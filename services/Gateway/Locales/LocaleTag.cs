namespace Chat.Gateway.Locales;

/// <summary>Names of languages: BCP 47 (RFC 5646), as far as they are needed to find texts.</summary>
internal static class LocaleTag
{
    private const int MaxLength = 35;
    private const int MaxPart = 8;

    /// <summary>Whether it has the form of a tag and a sane length.</summary>
    public static bool IsValid(string tag)
    {
        if (tag.Length > MaxLength)
        {
            return false;
        }
        var parts = tag.Split('-');
        return parts[0].Length > 1
            && parts[0].All(char.IsAsciiLetter)
            && parts.All(part => part.Length is > 0 and <= MaxPart && part.All(char.IsAsciiLetterOrDigit));
    }

    /// <summary>The tag without its last part; null when only the language is left.</summary>
    public static string? ParentOf(string tag)
    {
        var end = tag.LastIndexOf('-');
        return end < 0 ? null : tag[..end];
    }

    /// <summary>The language alone, in lower case.</summary>
    public static string LanguageOf(string tag)
    {
        var end = tag.IndexOf('-', StringComparison.Ordinal);
        return (end < 0 ? tag : tag[..end]).ToLowerInvariant();
    }
}
