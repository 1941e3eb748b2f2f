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

    /// <summary>One character as people count them, and none of those that text is made of.</summary>
    public static bool IsEmoji(string text)
    {
        if (text.Length is 0 or > MaxUnits || StringInfo.GetNextTextElementLength(text) != text.Length)
        {
            return false;
        }

        return Rune.TryGetRuneAt(text, 0, out var first)
            && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar)
            && (
                (
                    !first.IsAscii
                    && Rune.GetUnicodeCategory(first) is (UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol)
                ) || text.Contains('\u20E3')
            );
    }

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
