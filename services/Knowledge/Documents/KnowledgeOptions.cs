using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Knowledge.Documents;

/// <summary>The documents that come from configuration, by tenant.</summary>
internal sealed class KnowledgeOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Knowledge";

    /// <summary>
    /// Tenants by slug. Their configured documents follow the configuration at each start: new ones are added, changed
    /// ones replaced, missing ones removed.
    /// </summary>
    public IDictionary<string, TenantDocumentsOptions> Tenants { get; } =
        new Dictionary<string, TenantDocumentsOptions>(StringComparer.Ordinal);

    /// <summary>
    /// What the tenant <c>default</c> has while nothing of its own is configured. Apart from it, because configuration
    /// lays lists over each other by index: own questions would get the titles and addresses of these.
    /// </summary>
    public TenantDocumentsOptions Demo { get; } = new();
}

/// <summary>One tenant's configured documents.</summary>
internal sealed class TenantDocumentsOptions
{
    /// <summary>Id of the tenant. May be left out for <c>default</c>, whose id is fixed.</summary>
    public Guid? Id { get; set; }

    /// <summary>Questions with their answers; at most 10,000.</summary>
    [MaxLength(10_000)]
    [ValidateEnumeratedItems]
    public IList<FaqOptions> Faq { get; } = [];

    /// <summary>Texts; at most 10,000.</summary>
    [MaxLength(10_000)]
    [ValidateEnumeratedItems]
    public IList<TextOptions> Texts { get; } = [];
}

/// <summary>A question with its answer.</summary>
internal sealed class FaqOptions
{
    /// <summary>The question; 1 to 500 characters, unique among the tenant's.</summary>
    [Required]
    [StringLength(500, MinimumLength = 1)]
    public string Question { get; set; } = "";

    /// <summary>Its answer; 1 to 4,000 characters.</summary>
    [Required]
    [StringLength(4000, MinimumLength = 1)]
    public string Answer { get; set; } = "";

    /// <summary>Title to show; at most 500 characters; empty: the question.</summary>
    [StringLength(500)]
    public string Title { get; set; } = "";

    /// <summary>Public address; at most 2,000 characters; may be empty.</summary>
    [StringLength(2000)]
    public string Url { get; set; } = "";
}

/// <summary>A text.</summary>
internal sealed class TextOptions
{
    /// <summary>Title to show; 1 to 500 characters, unique among the tenant's.</summary>
    [Required]
    [StringLength(500, MinimumLength = 1)]
    public string Title { get; set; } = "";

    /// <summary>The text; 1 to 1,000,000 characters; it is cut into chunks.</summary>
    [Required]
    [StringLength(1_000_000, MinimumLength = 1)]
    public string Text { get; set; } = "";

    /// <summary>Public address; at most 2,000 characters; may be empty.</summary>
    [StringLength(2000)]
    public string Url { get; set; } = "";
}

/// <summary>Checks one tenant's documents.</summary>
[OptionsValidator]
internal sealed partial class TenantDocumentsOptionsValidator : IValidateOptions<TenantDocumentsOptions>;
