using System.Collections.Frozen;

namespace Chat.Gateway.Locales;

/// <summary>Names of languages: BCP 47 (RFC 5646), as far as they are needed to find texts.</summary>
internal static class LocaleTag
{
    private const int MaxLength = 35;
    private const int MaxPart = 8;
    private const int ScriptLength = 4;

    // A tenant may have texts in any of them.
    private static readonly FrozenSet<string> Languages = Set("ar arc ckb dv fa he iw ji ks nqo ps sd syr ug ur yi");
    private static readonly FrozenSet<string> Scripts = Set("Adlm Arab Hebr Nkoo Rohg Syrc Thaa");

    /// <summary>Whether it has the form of a tag and a sane length.</summary>
    public static bool IsValid(string tag)
    {
        if (tag.Length > MaxLength)
        {
            return false;
        }
        var parts = tag.Split('-');
        return parts[0].Length > 1
            && IsLetters(parts[0])
            && parts.All(part => part.Length is > 0 and <= MaxPart && part.All(char.IsAsciiLetterOrDigit));
    }

    /// <summary>The tag without its last part; null when only the language is left.</summary>
    public static string? ParentOf(string tag)
    {
        var end = tag.LastIndexOf('-');
        return end < 0 ? null : tag[..end];
    }

    /// <summary>Whether it is written from the right: as its script says, where it names one, else its language.</summary>
    public static bool IsRightToLeft(string tag)
    {
        var parts = tag.Split('-');
        var script = parts.Skip(1).FirstOrDefault(static part => part.Length == ScriptLength && IsLetters(part));
        return script is not null ? Scripts.Contains(script) : Languages.Contains(parts[0]);
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static bool IsLetters(string part) => part.All(char.IsAsciiLetter);
}
