namespace Chat.Knowledge.Analysis;

/// <summary>A question as groups of terms that mean the same.</summary>
internal sealed class AnalysedQuery
{
    private readonly List<string> _names = [];
    private readonly List<float> _weights = [];
    private readonly List<QueryTerm> _terms = [];

    /// <summary>Weight of each group.</summary>
    public IReadOnlyList<float> Weights => _weights;

    /// <summary>All terms, those of a group not necessarily together.</summary>
    public IReadOnlyList<QueryTerm> Terms => _terms;

    /// <summary>The group of that name, made if need be. A question has few: they are searched one by one.</summary>
    public int Group(string name, float weight, out bool isNew)
    {
        var group = _names.IndexOf(name);
        isNew = group < 0;
        if (isNew)
        {
            group = _names.Count;
            _names.Add(name);
            _weights.Add(weight);
        }
        return group;
    }

    /// <summary>Adds an alternative to a group.</summary>
    public void AddTerm(int group, string text, float factor) => _terms.Add(new QueryTerm(group, text, factor));
}
