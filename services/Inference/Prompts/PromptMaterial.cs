using System.Collections.Frozen;

namespace Chat.Inference.Prompts;

/// <summary>What a prompt is made of, unbounded and unfenced.</summary>
internal sealed record PromptMaterial
{
    /// <summary>What is to be answered.</summary>
    public required string Question { get; init; }

    /// <summary>Whose customers are answered.</summary>
    public Guid TenantId { get; init; }

    /// <summary>Whom it plays; null: nobody in particular.</summary>
    public CharacterSheet? Character { get; init; }

    /// <summary>What the model may call.</summary>
    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    /// <summary>Earlier turns, oldest first.</summary>
    public IReadOnlyList<ChatTurn> History { get; init; } = [];

    /// <summary>Passages found, best first.</summary>
    public IReadOnlyList<Passage> Passages { get; init; } = [];

    /// <summary>Whether retrieval answered at all.</summary>
    public bool KnowledgeConsulted { get; init; } = true;

    /// <summary>Where the visitor is, if known.</summary>
    public PageFacts? Page { get; init; }

    /// <summary>Facts about the visitor.</summary>
    public IReadOnlyDictionary<string, string> UserData { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>BCP 47 tag; empty: not known.</summary>
    public string Locale { get; init; } = "";

    /// <summary>Language of fixed sentences, BCP 47 tag; empty: that of <see cref="Locale"/>.</summary>
    public string TextsLocale { get; init; } = "";
}
