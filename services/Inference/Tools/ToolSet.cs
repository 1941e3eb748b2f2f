using System.Collections.Frozen;
using Chat.Inference.Prompts;

namespace Chat.Inference.Tools;

/// <summary>Tools that may be called together; their names are unique. Never changes.</summary>
internal sealed class ToolSet
{
    /// <summary>No tools.</summary>
    public static readonly ToolSet Empty = new([]);

    private readonly FrozenDictionary<string, ITool> _byName;

    /// <summary>Of tools that have a name in common the first counts.</summary>
    public ToolSet(IEnumerable<ITool> tools)
    {
        var distinct = tools.DistinctBy(tool => tool.Definition.Name, StringComparer.Ordinal).ToList();
        _byName = distinct.ToFrozenDictionary(tool => tool.Definition.Name, StringComparer.Ordinal);
        Definitions = [.. distinct.Select(tool => tool.Definition)];
    }

    /// <summary>What the model is told of them, in a fixed order, so that providers can cache the prompt.</summary>
    public IReadOnlyList<ToolDefinition> Definitions { get; }

    /// <summary>The tool of a name; null: there is none.</summary>
    public ITool? Find(string name) => _byName.GetValueOrDefault(name);
}
