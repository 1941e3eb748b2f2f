using System.Text;

namespace Chat.Inference.Providers.Targets;

/// <summary>Whom to ask, as whom, for how much.</summary>
/// <param name="Provider">One of <see cref="ProviderNames"/>.</param>
/// <param name="Model">The model; never empty.</param>
/// <param name="ApiKey">The key; null: none. Never logged.</param>
/// <param name="BaseUrl">Where to ask; null: the vendor's own address.</param>
/// <param name="MaxOutputTokens">Most tokens of one answer.</param>
internal sealed record ProviderTarget(string Provider, string Model, string? ApiKey, Uri? BaseUrl, int MaxOutputTokens)
{
    /// <summary>How much the model thinks first, in its vendor's word; null: as it does by itself. Only OpenAI's hear of it.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>A record prints all it has; this one keeps its key to itself.</summary>
    private bool PrintMembers(StringBuilder text)
    {
        text.Append($"Provider = {Provider}, Model = {Model}");
        return true;
    }
}
