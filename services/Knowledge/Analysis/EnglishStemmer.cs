namespace Chat.Knowledge.Analysis;

/// <summary>The English stemmer of the Snowball project ("Porter2"), in place and without allocation.</summary>
/// <remarks>
/// https://snowballstem.org/algorithms/english/stemmer.html, in the form Postgres 15 has it; the tests compare both. The
/// steps below carry the names they have there. What differs from a dictionary is on purpose: "cancelling" and
/// "cancellation" need not be words, they need to become the same one. A word has no apostrophes here
/// (<see cref="Words"/>), so step 0 has nothing to do.
/// </remarks>
internal static class EnglishStemmer
{
    private static readonly (string Word, string Stem)[] Exceptions =
    [
        ("skis", "ski"),
        ("skies", "sky"),
        ("dying", "die"),
        ("lying", "lie"),
        ("tying", "tie"),
        ("idly", "idl"),
        ("gently", "gentl"),
        ("ugly", "ugli"),
        ("early", "earli"),
        ("only", "onli"),
        ("singly", "singl"),
        ("sky", "sky"),
        ("news", "news"),
        ("howe", "howe"),
        ("atlas", "atlas"),
        ("cosmos", "cosmos"),
        ("bias", "bias"),
        ("andes", "andes"),
    ];

    private static readonly string[] DoneAfterStep1A =
    [
        "inning",
        "outing",
        "canning",
        "herring",
        "earring",
        "proceed",
        "exceed",
        "succeed",
    ];

    /// <summary>Stems a word of lower-case letters and digits; the stem stands at its beginning.</summary>
    /// <returns>The length of the stem: never longer than the word.</returns>
    public static int Stem(Span<char> word)
    {
        if (word.Length <= 2)
        {
            return word.Length;
        }
        foreach (var (exception, stem) in Exceptions)
        {
            if (word.SequenceEqual(exception))
            {
                stem.CopyTo(word);
                return stem.Length;
            }
        }
        var stemmed = new EnglishWord(word);
        stemmed.MarkConsonantY();
        stemmed.MarkRegions();
        Step1A(ref stemmed);
        if (!IsDone(ref stemmed))
        {
            Step1B(ref stemmed);
            Step1C(ref stemmed);
            EnglishSuffixes.Step2(ref stemmed);
            EnglishSuffixes.Step3(ref stemmed);
            EnglishSuffixes.Step4(ref stemmed);
            Step5(ref stemmed);
        }
        stemmed.UnmarkConsonantY();
        return stemmed.Length;
    }

    private static bool IsDone(ref EnglishWord word)
    {
        foreach (var done in DoneAfterStep1A)
        {
            if (word.Is(done))
            {
                return true;
            }
        }
        return false;
    }

    private static void Step1A(ref EnglishWord word)
    {
        if (word.EndsWith("sses"))
        {
            word.Cut(2);
        }
        else if (word.EndsWith("ied") || word.EndsWith("ies"))
        {
            word.Cut(word.Length > 4 ? 2 : 1);
        }
        else if (word.EndsWith("s") && !word.EndsWith("us") && !word.EndsWith("ss") && word.HasVowel(word.Length - 2))
        {
            word.Cut(1);
        }
    }

    private static void Step1B(ref EnglishWord word)
    {
        var suffix =
            word.EndsWith("eedly") || word.EndsWith("ingly") ? 5
            : word.EndsWith("edly") ? 4
            : word.EndsWith("eed") || word.EndsWith("ing") ? 3
            : word.EndsWith("ed") ? 2
            : 0;
        if (word.EndsWith("eed") || word.EndsWith("eedly"))
        {
            word.Cut(word.InRegion1(suffix) ? suffix - 2 : 0);
        }
        else if (suffix > 0 && word.HasVowel(word.Length - suffix))
        {
            word.Cut(suffix);
            if (word.EndsWith("at") || word.EndsWith("bl") || word.EndsWith("iz"))
            {
                word.AddE();
            }
            else if (word.EndsWithDouble)
            {
                word.Cut(1);
            }
            else if (word.IsShort)
            {
                word.AddE();
            }
        }
    }

    private static void Step1C(ref EnglishWord word)
    {
        if (word.Length > 2 && (word.EndsWith("y") || word.EndsWith("Y")) && !word.IsVowel(word.Length - 2))
        {
            word.Replace(1, "i");
        }
    }

    private static void Step5(ref EnglishWord word)
    {
        var ends = word.EndsWith("e")
            ? word.InRegion2(1) || (word.InRegion1(1) && !word.EndsWithShortSyllable(word.Length - 1))
            : word.EndsWith("ll") && word.InRegion2(1);
        word.Cut(ends ? 1 : 0);
    }
}
