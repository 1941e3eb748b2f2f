namespace Chat.Inference.Providers.Local;

/// <summary>The sentences the local provider says of itself in one language; see Texts/.</summary>
internal sealed record LocalTexts
{
    /// <summary>Nothing was found.</summary>
    public required string Unknown { get; init; }

    /// <summary>The documents could not be consulted.</summary>
    public required string KnowledgeAway { get; init; }

    /// <summary>Back to a greeting.</summary>
    public required string Greeting { get; init; }

    /// <summary>Back to thanks.</summary>
    public required string Thanks { get; init; }

    /// <summary>Back to a farewell.</summary>
    public required string Farewell { get; init; }

    /// <summary>Before the title of a second document; ends with the space that the language wants there.</summary>
    public required string SeeAlso { get; init; }

    /// <summary>Messages that are nothing but a greeting, thanks or a farewell; lower case, without punctuation.</summary>
    public required IReadOnlyDictionary<SmallTalkKind, string[]> Phrases { get; init; }

    /// <summary>What to say back to small talk.</summary>
    public string ReplyTo(SmallTalkKind kind) =>
        kind switch
        {
            SmallTalkKind.Greeting => Greeting,
            SmallTalkKind.Thanks => Thanks,
            _ => Farewell,
        };
}
