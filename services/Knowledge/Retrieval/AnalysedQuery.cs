namespace Chat.Knowledge.Retrieval;

/// <summary>A question as groups of terms that mean the same, in the shape the store's statement takes.</summary>
internal sealed class AnalysedQuery
{
    private readonly List<float> _weights = [];
    private readonly List<int> _groups = [];
    private readonly List<string> _terms = [];
    private readonly List<float> _factors = [];

    /// <summary>Weight of each group.</summary>
    public IReadOnlyList<float> Weights => _weights;

    /// <summary>For each term its group, an index into <see cref="Weights"/>.</summary>
    public IReadOnlyList<int> Groups => _groups;

    /// <summary>Words to be stemmed, and tags of concepts, which begin with #.</summary>
    public IReadOnlyList<string> Terms => _terms;

    /// <summary>For each term how much of its group's weight it is worth.</summary>
    public IReadOnlyList<float> Factors => _factors;

    /// <summary>Nothing in the question means anything.</summary>
    public bool IsEmpty => _terms.Count == 0;

    /// <summary>Begins a group; returns its index.</summary>
    public int AddGroup(float weight)
    {
        _weights.Add(weight);
        return _weights.Count - 1;
    }

    /// <summary>Adds an alternative to a group.</summary>
    public void AddTerm(int group, string term, float factor)
    {
        _groups.Add(group);
        _terms.Add(term);
        _factors.Add(factor);
    }
}
