using System.Collections.Frozen;

namespace Chat.Knowledge.Retrieval;

/// <summary>Words that say little or nothing about what a text is about.</summary>
internal static class StopWords
{
    /// <summary>Neither indexed nor searched.</summary>
    private static readonly FrozenSet<string> Empty = Set(
        "a about after again all also am an and another any are arent as at be been before being between both but by can "
            + "cannot cant could couldnt did didnt do does doesnt doing dont down during each either for from had has hasnt "
            + "have havent having he hence her here hers him his how i id if ill im in into is isnt it its itself ive just "
            + "me might mine more most my myself no nor not now of off oh ok okay on once one only or other our ours out "
            + "over own she should so some such than that thats the their them then there theres these they this those "
            + "through to too under until up us very was wasnt we were what whats when where wheres which while who whom "
            + "whose why will with within without wont would wouldnt yes you your yours"
    );

    /// <summary>Searched, but with little weight: everybody uses them for everything.</summary>
    private static readonly FrozenSet<string> Weak = Set(
        "actually ask best come do find get getting give go going good got happen hello help hey hi keep kind know let "
            + "like long look make many maybe much need new old place please possible put question really say see send "
            + "show someone something start stuff sure take tell thank thanks thing things think time today tomorrow try "
            + "trying use using want way week well work works yesterday day days back last first next long much"
    );

    /// <summary>Leave the word out.</summary>
    public static bool IsEmpty(string word) => Empty.Contains(word);

    /// <summary>Count the word little.</summary>
    public static bool IsWeak(string word) => Weak.Contains(word);

    private static FrozenSet<string> Set(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
