using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Prompts;

/// <summary>How prompts are put together.</summary>
internal sealed class PromptsOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Inference:Prompt";

    /// <summary>The company's instructions; 1 to 20,000 characters.</summary>
    [Required]
    [StringLength(20_000, MinimumLength = 1)]
    public string SystemPrompt { get; set; } =
        "You answer the questions of a company's customers in its support chat. Be brief, friendly and correct. "
        + "Answer in the language of the question. Rest your answer on the passages of the knowledge section where "
        + "they fit, and name each one you used by its number in square brackets, like [1]. If neither they nor the "
        + "conversation hold the answer, say so and offer to bring in a person. Never invent facts, prices or policies.";

    /// <summary>Instructions of tenants that have others, by the tenant's id; each 1 to 20,000 characters.</summary>
    public Dictionary<string, string> SystemPrompts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Most tokens (estimated) of earlier turns to send, 0 to 100,000; default 3,000.</summary>
    [Range(0, 100_000)]
    public int MaxHistoryTokens { get; set; } = 3000;

    /// <summary>Most tokens (estimated) of passages to send, 0 to 100,000; default 2,000.</summary>
    [Range(0, 100_000)]
    public int MaxKnowledgeTokens { get; set; } = 2000;
}
