namespace Chat.Knowledge.Analysis;

/// <summary>The steps of <see cref="EnglishStemmer"/> that are lists of suffixes.</summary>
/// <remarks>In each step the longest suffix the word has decides, even when the rule then does not apply.</remarks>
internal static class EnglishSuffixes
{
    private const string BeforeLi = "cdeghkmnrt";

    private static readonly (string Suffix, string Put)[] Second = Longest(
        ("tional", "tion"),
        ("enci", "ence"),
        ("anci", "ance"),
        ("abli", "able"),
        ("entli", "ent"),
        ("izer", "ize"),
        ("ization", "ize"),
        ("ational", "ate"),
        ("ation", "ate"),
        ("ator", "ate"),
        ("alism", "al"),
        ("aliti", "al"),
        ("alli", "al"),
        ("fulness", "ful"),
        ("ousli", "ous"),
        ("ousness", "ous"),
        ("iveness", "ive"),
        ("iviti", "ive"),
        ("biliti", "ble"),
        ("bli", "ble"),
        ("ogi", "og"),
        ("fulli", "ful"),
        ("lessli", "less"),
        ("li", "")
    );

    private static readonly (string Suffix, string Put)[] Third = Longest(
        ("tional", "tion"),
        ("ational", "ate"),
        ("alize", "al"),
        ("icate", "ic"),
        ("iciti", "ic"),
        ("ical", "ic"),
        ("ful", ""),
        ("ness", ""),
        ("ative", "")
    );

    private static readonly (string Suffix, string Put)[] Fourth = Longest(
        ("al", ""),
        ("ance", ""),
        ("ence", ""),
        ("er", ""),
        ("ic", ""),
        ("able", ""),
        ("ible", ""),
        ("ant", ""),
        ("ement", ""),
        ("ment", ""),
        ("ent", ""),
        ("ism", ""),
        ("ate", ""),
        ("iti", ""),
        ("ous", ""),
        ("ive", ""),
        ("ize", ""),
        ("ion", "")
    );

    /// <summary>Two suffixes become one: "ization" is "ize".</summary>
    public static void Step2(ref EnglishWord word)
    {
        if (
            Find(Second, ref word) is { } rule
            && word.InRegion1(rule.Suffix.Length)
            && (rule.Suffix != "ogi" || word.Before(3) == 'l')
            && (rule.Suffix != "li" || BeforeLi.Contains(word.Before(2)))
        )
        {
            word.Replace(rule.Suffix.Length, rule.Put);
        }
    }

    /// <summary>As step 2, and "ful", "ness" and "ative" go.</summary>
    public static void Step3(ref EnglishWord word)
    {
        if (
            Find(Third, ref word) is { } rule
            && word.InRegion1(rule.Suffix.Length)
            && (rule.Suffix != "ative" || word.InRegion2(5))
        )
        {
            word.Replace(rule.Suffix.Length, rule.Put);
        }
    }

    /// <summary>What is left of a suffix goes.</summary>
    public static void Step4(ref EnglishWord word)
    {
        if (
            Find(Fourth, ref word) is { } rule
            && word.InRegion2(rule.Suffix.Length)
            && (rule.Suffix != "ion" || word.Before(3) is 's' or 't')
        )
        {
            word.Cut(rule.Suffix.Length);
        }
    }

    private static (string Suffix, string Put)? Find((string Suffix, string Put)[] rules, ref EnglishWord word)
    {
        foreach (var rule in rules)
        {
            if (word.EndsWith(rule.Suffix))
            {
                return rule;
            }
        }
        return null;
    }

    private static (string Suffix, string Put)[] Longest(params (string Suffix, string Put)[] rules) =>
        [.. rules.OrderByDescending(rule => rule.Suffix.Length)];
}
