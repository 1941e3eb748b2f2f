using System.Collections.Frozen;
using Chat.Inference.Tools.Mcp;
using Chat.ServiceDefaults.ChatFiles;

namespace Chat.Inference.Tools;

/// <summary>Knows which tools a tenant's replies may call. Asking costs a look-up, and nothing where none are configured.</summary>
/// <remarks>
/// When the options change, <c>capture_lead</c> and custom tools are others at once. MCP servers stay those of the start:
/// their connections are kept by <see cref="McpLoop"/>.
/// </remarks>
internal sealed class ToolCatalog
{
    private readonly ToolFactory? _factory;

    /// <summary>Those of the start, which have servers: a tenant that is gone for a while finds its own again.</summary>
    private readonly Shelves _first;
    private volatile Shelves _shelves;

    /// <summary>Makes all tools from validated options.</summary>
    public ToolCatalog(LiveOptions<ToolsOptions> options, ToolFactory factory)
    {
        _factory = factory;
        _first = new Shelves(
            factory.Create(options.Value.Default),
            options.Value.Tenants.ToFrozenDictionary(
                entry => Guid.Parse(entry.Key),
                entry => factory.Create(entry.Value)
            )
        );
        _shelves = _first;
        Sources = [.. _first.Tenants.Values.Prepend(_first.Everybody).SelectMany(shelf => shelf.Sources)];
        options.Changed += Change;
    }

    /// <summary>The same tools for everybody.</summary>
    internal ToolCatalog(ToolShelf everybody) =>
        (_shelves, Sources) = (
            _first = new Shelves(everybody, FrozenDictionary<Guid, ToolShelf>.Empty),
            everybody.Sources
        );

    /// <summary>All servers to keep in touch with.</summary>
    public IReadOnlyList<McpSource> Sources { get; }

    /// <summary>The tenant's tools at this moment.</summary>
    public ToolSet For(Guid tenantId)
    {
        var shelves = _shelves;
        return shelves.Tenants.GetValueOrDefault(tenantId, shelves.Everybody).Current;
    }

    private void Change(ToolsOptions options)
    {
        var before = _shelves;
        before.Everybody.Replace(_factory!.Own(options.Default));
        _shelves = before with
        {
            Tenants = options.Tenants.ToFrozenDictionary(
                entry => Guid.Parse(entry.Key),
                entry =>
                {
                    var tenant = Guid.Parse(entry.Key);
                    var shelf =
                        before.Tenants.GetValueOrDefault(tenant)
                        ?? _first.Tenants.GetValueOrDefault(tenant)
                        ?? new ToolShelf([], []);
                    shelf.Replace(_factory.Own(entry.Value));
                    return shelf;
                }
            ),
        };
    }

    private sealed record Shelves(ToolShelf Everybody, FrozenDictionary<Guid, ToolShelf> Tenants);
}
