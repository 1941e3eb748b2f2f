using Chat.Inference.Tools.Mcp;

namespace Chat.Inference.Tools;

/// <summary>Somebody's tools: those that are always there, and those of servers that come and go.</summary>
internal sealed class ToolShelf
{
    private readonly IReadOnlyList<McpSource> _sources;
    private readonly Lock _gate = new();
    private IReadOnlyList<ITool> _own;
    private volatile ToolSet _current = ToolSet.Empty;

    /// <summary>One's own tools come before those of servers with the same name.</summary>
    public ToolShelf(IReadOnlyList<ITool> own, IReadOnlyList<McpSource> sources)
    {
        (_own, _sources) = (own, sources);
        foreach (var source in sources)
        {
            source.Changed += Rebuild;
        }
        Rebuild();
    }

    /// <summary>Servers whose tools are on it.</summary>
    public IReadOnlyList<McpSource> Sources => _sources;

    /// <summary>What is there now.</summary>
    public ToolSet Current => _current;

    /// <summary>Puts other tools in the place of one's own; the servers' stay.</summary>
    public void Replace(IReadOnlyList<ITool> own)
    {
        lock (_gate)
        {
            _own = own;
        }
        Rebuild();
    }

    private void Rebuild()
    {
        // Two servers may change at once: the later must not put the earlier's old tools back.
        lock (_gate)
        {
            var tools = _own.Concat(_sources.SelectMany(source => source.Tools)).ToList();
            _current = tools.Count == 0 ? ToolSet.Empty : new ToolSet(tools);
        }
    }
}
