namespace Chat.Knowledge.Analysis;

/// <summary>A word while <see cref="EnglishStemmer"/> works on it. A y that is a consonant is written Y meanwhile.</summary>
internal ref struct EnglishWord(Span<char> letters)
{
    private static readonly string[] Region1Beginnings = ["gener", "commun", "arsen"];

    private readonly Span<char> _letters = letters;
    private int _region1;
    private int _region2;

    /// <summary>Letters that are left.</summary>
    public int Length { get; private set; } = letters.Length;

    /// <summary>It ends with a doubled consonant that a suffix made double.</summary>
    public readonly bool EndsWithDouble =>
        Length >= 2 && _letters[Length - 1] == _letters[Length - 2] && "bdfgmnprt".Contains(_letters[Length - 1]);

    /// <summary>Nothing but a short syllable at its end.</summary>
    public readonly bool IsShort => _region1 >= Length && EndsWithShortSyllable(Length);

    /// <summary>Its letters are these.</summary>
    public readonly bool Is(string word) => _letters[..Length].SequenceEqual(word);

    /// <summary>It ends so.</summary>
    public readonly bool EndsWith(string suffix) => _letters[..Length].EndsWith(suffix);

    /// <summary>The letter is a vowel.</summary>
    public readonly bool IsVowel(int index) => _letters[index] is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    /// <summary>There is a vowel before that place.</summary>
    public readonly bool HasVowel(int end)
    {
        for (var index = 0; index < end; index++)
        {
            if (IsVowel(index))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The last so many letters lie in region 1: behind the first consonant that follows a vowel.</summary>
    public readonly bool InRegion1(int suffix) => Length - suffix >= _region1;

    /// <summary>The last so many letters lie in region 2: the same again, within region 1.</summary>
    public readonly bool InRegion2(int suffix) => Length - suffix >= _region2;

    /// <summary>Consonant, vowel, consonant other than w, x and Y; or, at the beginning, vowel and consonant.</summary>
    public readonly bool EndsWithShortSyllable(int end) =>
        end == 2 ? IsVowel(0) && !IsVowel(1)
        : end < 2 ? false
        : !IsVowel(end - 3) && IsVowel(end - 2) && !IsVowel(end - 1) && _letters[end - 1] is not ('w' or 'x' or 'Y');

    /// <summary>Takes letters off the end.</summary>
    public void Cut(int count) => Length -= count;

    /// <summary>Puts other letters, not more, in the place of the last ones.</summary>
    public void Replace(int count, string letters)
    {
        Length -= count;
        letters.CopyTo(_letters[Length..]);
        Length += letters.Length;
    }

    /// <summary>Adds an e; only behind a suffix that was longer.</summary>
    public void AddE() => _letters[Length++] = 'e';

    /// <summary>The letter so many places before the end, or a blank.</summary>
    public readonly char Before(int suffix) => suffix < Length ? _letters[Length - suffix - 1] : ' ';

    /// <summary>Writes Y for each y at the beginning or behind a vowel.</summary>
    public readonly void MarkConsonantY()
    {
        for (var index = 0; index < Length; index++)
        {
            if (_letters[index] == 'y' && (index == 0 || IsVowel(index - 1)))
            {
                _letters[index] = 'Y';
            }
        }
    }

    /// <summary>Undoes <see cref="MarkConsonantY"/>.</summary>
    public readonly void UnmarkConsonantY() => _letters[..Length].Replace('Y', 'y');

    /// <summary>Finds where the regions begin; they stay there whatever is cut.</summary>
    public void MarkRegions()
    {
        _region1 = RegionFrom(0);
        foreach (var beginning in Region1Beginnings)
        {
            if (_letters[..Length].StartsWith(beginning))
            {
                _region1 = beginning.Length;
            }
        }
        _region2 = RegionFrom(_region1);
    }

    private readonly int RegionFrom(int start)
    {
        for (var index = start + 1; index < Length; index++)
        {
            if (IsVowel(index - 1) && !IsVowel(index))
            {
                return index + 1;
            }
        }
        return Length;
    }
}
