namespace Chat.Webhooks.Events;

/// <summary>Cuts texts so that their JSON form fits.</summary>
internal static class JsonLength
{
    /// <summary>
    /// The longest beginning of <paramref name="text"/> that takes at most <paramref name="room"/> bytes, never half of a
    /// surrogate pair. Escapes make characters 1 to 12 bytes long, so it is searched for.
    /// </summary>
    /// <param name="sizeOf">Bytes of a text's JSON form, without quotes.</param>
    public static string Cut(string text, int room, Func<string, int> sizeOf)
    {
        var (fits, tooLong) = (0, text.Length + 1);
        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            (fits, tooLong) = sizeOf(text[..WholeLength(text, middle)]) <= room ? (middle, tooLong) : (fits, middle);
        }

        return text[..WholeLength(text, fits)];
    }

    private static int WholeLength(string text, int length) =>
        length > 0 && length < text.Length && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
