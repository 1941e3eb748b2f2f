using System.Globalization;
using System.Text;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;

namespace Chat.Sessions.MessageEdits;

/// <summary>What reactions a message can have; pure.</summary>
internal static class ReactionRules
{
    private const int MaxUnits = 32;
    private const int MaxKinds = 20;
    private const int MaxAuthors = 100;

    // Emoji that Unicode counts among punctuation and letters.
    private const string NoSymbols = "\u203C\u2049\u2139\u3030\u303D";

    // Makes keys of these.
    private const char KeyCap = '\u20E3';
    private const string Keys = "0123456789#*";

    /// <summary>One character as people count them, and none of those that text is made of.</summary>
    public static bool IsEmoji(string text)
    {
        if (text.Length is 0 or > MaxUnits || StringInfo.GetNextTextElementLength(text) != text.Length)
        {
            return false;
        }

        return Rune.TryGetRuneAt(text, 0, out var first)
            && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar)
            && (IsSymbol(first) || (Keys.Contains(text[0]) && text.EndsWith(KeyCap)));
    }

    private static bool IsSymbol(Rune rune) =>
        !rune.IsAscii
        && (
            Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol
            || (rune.IsBmp && NoSymbols.Contains((char)rune.Value))
        );

    /// <summary>The reactions with this one, or without it; null: they are so already.</summary>
    public static Result<Reaction[]?> With(IReadOnlyList<Reaction> standing, string emoji, Author author, bool wanted)
    {
        var same = standing.FirstOrDefault(reaction => reaction.Emoji == emoji);
        var there = same?.Authors.Any(other => IsSame(other, author)) is true;
        if (there == wanted)
        {
            return (Reaction[]?)null;
        }

        if (wanted && (same is null ? standing.Count >= MaxKinds : same.Authors.Count >= MaxAuthors))
        {
            return new TooManyReactions();
        }

        IReadOnlyList<Author> authors = wanted
            ? [.. same?.Authors ?? [], author]
            : [.. same!.Authors.Where(other => !IsSame(other, author))];
        var changed = new Reaction(emoji, authors);
        Reaction[] reactions = same is null
            ? [.. standing, changed]
            : [.. standing.Select(r => r == same ? changed : r).Where(r => r.Authors.Count > 0)];
        return reactions;
    }

    private static bool IsSame(Author left, Author right) =>
        left.Kind == right.Kind && string.Equals(left.Id, right.Id, StringComparison.Ordinal);
}
