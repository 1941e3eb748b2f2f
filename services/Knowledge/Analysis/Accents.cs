using System.Collections.Frozen;

namespace Chat.Knowledge.Analysis;

/// <summary>Letters with accents that are not in the first blocks of Unicode, and the same without.</summary>
/// <remarks>
/// Own table: in invariant globalization mode the runtime does not decompose letters. Many who ask in Vietnamese,
/// Romanian, Greek or Russian leave accents out, and accents that are characters of their own are silent anyway.
/// </remarks>
internal static class Accents
{
    /// <summary>Plain letters, each before what is the same with accents.</summary>
    private const string Groups =
        // Latin: Vietnamese, Romanian and the rest of Europe, transcriptions.
        "aǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ bḃḅḇ cḉ dḋḍḏḑḓ eȅȇȩḕḗḙḛḝẹẻẽếềểễệ fḟ gǧǵḡ hȟḣḥḧḩḫẖ iǐȉȋḭḯỉị jǰ kǩḱḳḵ lḷḹḻḽ "
        + "mḿṁṃ nǹṅṇṉṋ oơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ pṕṗ rȑȓṙṛṝṟ sșṡṣṥṧṩ tțṫṭṯṱẗ uưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự vṽṿ "
        + "wẁẃẅẇẉẘ xẋẍ yȳẏẙỳỵỷỹ zẑẓẕ "
        // Greek, with the sigma at the end of a word.
        + "αά εέ ηή ιΐίϊ οό υΰϋύ ωώ σς "
        // Cyrillic.
        + "гѓ еѐё ийѝ кќ уў ії "
        // Indian letters with a dot, behind those without it: Hindi, Bengali, Punjabi, Odia.
        + "न\u0929 र\u0931 ळ\u0934 ড\u09DC ঢ\u09DD য\u09DF ਲ\u0A33 ਸ\u0A36 ਖ\u0A59 ਗ\u0A5A ਜ\u0A5B ਫ\u0A5E ଡ\u0B5C ଢ\u0B5D";

    private static readonly FrozenDictionary<char, char> PlainLetters = Groups
        .Split(' ')
        .SelectMany(group => group.Skip(1).Select(accented => KeyValuePair.Create(accented, group[0])))
        .ToFrozenDictionary();

    /// <summary>The letter without its accent; itself when it has none that is known here.</summary>
    /// <param name="letter">In lower case.</param>
    public static char Without(char letter) => PlainLetters.GetValueOrDefault(letter, letter);
}
