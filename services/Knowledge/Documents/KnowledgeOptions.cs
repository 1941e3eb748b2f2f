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
