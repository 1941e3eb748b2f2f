using System.Text;

namespace Chat.Inference.Providers;

/// <summary>Puts the halves of surrogate pairs together that came in two pieces of a text.</summary>
/// <remarks>What is only half of a pair becomes U+FFFD, so that nobody behind this meets it; at the very end it is left out.</remarks>
internal struct WholeCharacters
{
    private char? _first;

    /// <summary>The piece as far as its characters are whole; empty: the rest must come first.</summary>
    public string Take(string piece)
    {
        if (_first is null && !piece.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return piece;
        }
        var text = _first + piece;
        _first = char.IsHighSurrogate(text[^1]) ? text[^1] : null;
        var whole = new StringBuilder(text.Length);
        foreach (var character in text.AsSpan(..^(_first is null ? 0 : 1)).EnumerateRunes())
        {
            whole.Append(character);
        }
        return whole.ToString();
    }
}
