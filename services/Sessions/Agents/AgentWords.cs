namespace Chat.Sessions.Agents;

/// <summary>The words of agents' fields, as REST, tokens and events write them: lower case.</summary>
internal static class AgentWords
{
    /// <summary>The word of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Words<T>.ByValue[value];

    /// <summary>The value of a word; null when there is none.</summary>
    public static T? Parse<T>(string word)
        where T : struct, Enum => Words<T>.ByWord.TryGetValue(word, out var value) ? value : null;

    /// <summary>All words, to be named where one was not understood.</summary>
    public static string ListOf<T>()
        where T : struct, Enum => string.Join(", ", Words<T>.ByWord.Keys);

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>()
            .ToDictionary(value => value, value => value.ToString().ToLowerInvariant());

        public static readonly Dictionary<string, T> ByWord = ByValue.ToDictionary(
            pair => pair.Value,
            pair => pair.Key,
            StringComparer.Ordinal
        );
    }
}
