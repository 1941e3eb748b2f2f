using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools;

/// <summary>Knows which tools a tenant's replies may call. Asking costs a look-up, and nothing where none are configured.</summary>
internal sealed class ToolCatalog
{
    private readonly ToolSet _everybody;
    private readonly FrozenDictionary<Guid, ToolSet> _tenants;

    /// <summary>Makes all tools from validated options.</summary>
    public ToolCatalog(IOptions<ToolsOptions> options, ToolFactory factory)
    {
        _everybody = factory.Create(options.Value.Default);
        _tenants = options.Value.Tenants.ToFrozenDictionary(
            entry => Guid.Parse(entry.Key),
            entry => factory.Create(entry.Value)
        );
    }

    /// <summary>The same tools for everybody.</summary>
    internal ToolCatalog(ToolSet everybody) =>
        (_everybody, _tenants) = (everybody, FrozenDictionary<Guid, ToolSet>.Empty);

    /// <summary>The tenant's tools at this moment.</summary>
    public ToolSet For(Guid tenantId) => _tenants.GetValueOrDefault(tenantId, _everybody);
}
