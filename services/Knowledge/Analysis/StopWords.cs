using System.Collections.Frozen;

namespace Chat.Knowledge.Analysis;

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
            + "trying use using want way week well work works yesterday day days back last first next long much "
            + OtherLanguages
    );

    /// <summary>
    /// What the other languages hold sentences together with. Weak and not empty, because some are words of English.
    /// </summary>
    private const string OtherLanguages =
        "como puedo puede mi mis el la los las lo un una de del que es en por para con y o no se su cuando donde cual "
        + "cuanto quiero tengo hay muy mas está son ser al hola favor "
        + "comment je tu il elle nous vous ils le les des du et ou où est sont que qui quoi quand quel quelle puis peux peut "
        + "pouvez mon ma mes votre vos notre pour par sur dans avec sans ne pas ce cette ces au aux une se sa ses ai avez "
        + "plus bonjour merci faire cest jai quest "
        + "wie kann ich mein meine meinen meiner mich mir du sie er es wir ihr ihre ihren der die das den dem des ein eine "
        + "einen einem einer und oder ist sind war hat habe haben wird werden nicht kein keine mit von zu zum zur im am auf "
        + "für bei nach aus was wer wo wann warum welche welcher bitte man gibt hallo "
        + "मैं मेरा मेरी मेरे मुझे अपना अपनी अपने हम आप आपका आपकी आपके क्या कैसे कब कहाँ कौन क्यों यह वह ये है हैं हूँ था थी हो होता होती "
        + "का की के को में से पर ने और या तो भी ही कर करें करूँ करना करने किया सकता सकती सकते लिए कोई कृपया नहीं "
        + "كيف يمكنني يمكن هل ما ماذا متى أين من في على إلى عن مع أن هذا هذه هو هي أنا لي لدي كم لا و أو التي الذي أريد "
        + "可以 请问 时候 能否 需要 没有 一个 这个 那个 多少 想要 "
        + "方法 場合 "
        + "습니다 습니까 합니다 합니까 입니다 입니까 됩니다 됩니까 하나요 있나요 되나요 인가요 할까요 어요 해요 하세요 주세요 어떻게 무엇 "
        + "무슨 언제 어디 누가 얼마나 있는 없는 하는 하고 에서 으로 에게 저는 제가 우리 그리고 안녕 감사";

    /// <summary>Leave the word out.</summary>
    public static bool IsEmpty(string word) => Empty.Contains(word);

    /// <summary>Count the word little. So do Japanese endings and particles, of which a pair is of one script.</summary>
    public static bool IsWeak(string word) =>
        Weak.Contains(word) || (word.Length == 2 && Letters.ScriptOf(word[0]) == Script.Hiragana);

    private static FrozenSet<string> Set(string words) =>
        Words.Of(words, int.MaxValue).ToFrozenSet(StringComparer.Ordinal);
}
