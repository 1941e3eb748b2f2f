namespace Chat.Knowledge.Analysis;

/// <summary>A concept found in a text.</summary>
/// <param name="Concept">Which one.</param>
/// <param name="Words">Places of the words that stand for it.</param>
internal readonly record struct ConceptMatch(Concept Concept, int[] Words);
