namespace Chat.Knowledge.Analysis;

/// <summary>A term of a question.</summary>
/// <param name="Group">The group it stands for, an index into <see cref="AnalysedQuery.Weights"/>.</param>
/// <param name="Text">A word, to be stemmed, or a concept's tag, which begins with #.</param>
/// <param name="Factor">How much of its group's weight it is worth, 0 to 1.</param>
internal readonly record struct QueryTerm(int Group, string Text, float Factor);
