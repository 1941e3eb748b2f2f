namespace Chat.ServiceDefaults;

/// <summary>Texts that others made and that may be longer than what takes them.</summary>
public static class BoundedText
{
    /// <summary>The beginning of a text, never with half of a surrogate pair at its end: it would arrive as U+FFFD.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">How long it may be, in UTF-16 units; 0 or more.</param>
    /// <returns>The text itself when it is short enough.</returns>
    public static string Cut(string text, int limit)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= limit)
        {
            return text;
        }

        return text[..(limit > 0 && char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)];
    }
}
