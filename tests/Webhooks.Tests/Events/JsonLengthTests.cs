using Chat.Webhooks.Events;

namespace Chat.Webhooks.Tests.Events;

public sealed class JsonLengthTests
{
    // One to six bytes each; the last are two UTF-16 units.
    private static readonly string[] Letters = ["a", "\"", "\u0001", "\U0001F600"];

    [Fact]
    public void Cut_EveryShortTextAndRoom_IsTheLongestWholeBeginningThatFits()
    {
        foreach (var text in Texts(4))
        {
            for (var room = -1; room <= SizeOf(text) + 1; room++)
            {
                Assert.Equal(Longest(text, room), JsonLength.Cut(text, room, SizeOf));
            }
        }
    }

    private static IEnumerable<string> Texts(int letters) =>
        letters == 0 ? [""] : Texts(letters - 1).SelectMany(text => Letters.Select(letter => text + letter)).Append("");

    private static string Longest(string text, int room)
    {
        var longest = "";
        foreach (var rune in text.EnumerateRunes())
        {
            if (SizeOf(longest + rune) > room)
            {
                break;
            }

            longest += rune;
        }

        return longest;
    }

    private static int SizeOf(string text) =>
        text.Sum(letter =>
            letter switch
            {
                '"' => 2,
                < ' ' => 6,
                _ when char.IsSurrogate(letter) => 2,
                _ => 1,
            }
        );
}
