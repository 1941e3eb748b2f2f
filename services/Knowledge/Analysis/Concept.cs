namespace Chat.Knowledge.Analysis;

/// <summary>Something customers ask about, and the ways they put it.</summary>
/// <param name="Name">Lower-case word; the concept's tag is <c>#name</c>, which no word of a text can be.</param>
/// <param name="Patterns">
/// Words that stand for the concept. <c>refund*</c> is any word that begins so; <c>money+back</c> is both words near
/// each other in any order.
/// </param>
internal sealed record Concept(string Name, params string[] Patterns)
{
    /// <summary>What a topic counts in a question, beside 1 for a word of its own.</summary>
    public const float TopicWeight = 1.4f;

    /// <summary>What an aspect counts: "how long" says little without what it is that takes so long.</summary>
    public const float AspectWeight = 0.6f;

    /// <summary>How much the concept counts in a question.</summary>
    public float Weight { get; init; } = TopicWeight;

    /// <summary>The term that documents and questions about the concept share.</summary>
    public string Tag { get; } = "#" + Name;
}
