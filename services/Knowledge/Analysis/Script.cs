namespace Chat.Knowledge.Analysis;

/// <summary>How a letter makes words with its neighbours.</summary>
internal enum Script
{
    /// <summary>Not part of any word.</summary>
    None,

    /// <summary>Words have spaces around them.</summary>
    Spaced,

    /// <summary>Chinese characters: no spaces.</summary>
    Han,

    /// <summary>Japanese syllables of endings and particles: no spaces.</summary>
    Hiragana,

    /// <summary>Japanese syllables of foreign words: no spaces.</summary>
    Katakana,

    /// <summary>Korean syllables: spaces, but endings and particles are part of the word.</summary>
    Hangul,

    /// <summary>Thai, Lao, Khmer and Burmese: no spaces between words.</summary>
    Unspaced,
}
