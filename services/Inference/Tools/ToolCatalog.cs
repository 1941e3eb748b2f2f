using System.Collections.Frozen;
using Chat.Inference.Tools.Mcp;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools;

/// <summary>Knows which tools a tenant's replies may call. Asking costs a look-up, and nothing where none are configured.</summary>
internal sealed class ToolCatalog
{
    private readonly ToolShelf _everybody;
    private readonly FrozenDictionary<Guid, ToolShelf> _tenants;

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
    internal ToolCatalog(ToolShelf everybody) =>
        (_everybody, _tenants) = (everybody, FrozenDictionary<Guid, ToolShelf>.Empty);

    /// <summary>All servers to keep in touch with.</summary>
    public IEnumerable<McpSource> Sources => _tenants.Values.Prepend(_everybody).SelectMany(shelf => shelf.Sources);

    /// <summary>The tenant's tools at this moment.</summary>
    public ToolSet For(Guid tenantId) => _tenants.GetValueOrDefault(tenantId, _everybody).Current;
}
