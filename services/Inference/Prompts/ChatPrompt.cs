namespace Chat.Inference.Prompts;

/// <summary>Everything a provider gets to know for one reply. Already bounded; providers send all of it.</summary>
internal sealed record ChatPrompt
{
    /// <summary>Instructions and fenced data, for providers that take text.</summary>
    public required string SystemText { get; init; }

    /// <summary>Earlier turns, oldest first, within the token budget.</summary>
    public required IReadOnlyList<ChatTurn> History { get; init; }

    /// <summary>What is to be answered.</summary>
    public required string Question { get; init; }

    /// <summary>Passages the answer may cite as [1], [2], ...; best first.</summary>
    public required IReadOnlyList<Passage> Passages { get; init; }

    /// <summary>False: the documents could not be consulted, so nothing can be said about what they hold.</summary>
    public required bool KnowledgeConsulted { get; init; }

    /// <summary>What the model may call; empty: nothing. Names are unique.</summary>
    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    /// <summary>What the model called since the question, oldest first.</summary>
    public IReadOnlyList<ToolRound> Rounds { get; init; } = [];

    /// <summary>Language of sentences that a provider has ready made, BCP 47 tag; empty: not known.</summary>
    public string TextsLocale { get; init; } = "";
}
