using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Knowledge.Documents;

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
