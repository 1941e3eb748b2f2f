using Chat.Inference.Prompts;

namespace Chat.Inference.Passages;

/// <summary>What asking Knowledge gave.</summary>
/// <param name="Passages">Best first.</param>
/// <param name="Consulted">False: Knowledge did not answer.</param>
internal sealed record FoundPassages(IReadOnlyList<Passage> Passages, bool Consulted)
{
    /// <summary>Nothing was asked, because there is nothing to find.</summary>
    public static readonly FoundPassages None = new([], Consulted: true);

    /// <summary>Knowledge is away.</summary>
    public static readonly FoundPassages Unavailable = new([], Consulted: false);
}
