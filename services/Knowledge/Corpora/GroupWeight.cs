namespace Chat.Knowledge.Corpora;

/// <summary>What a group of a question counts in a tenant's documents.</summary>
/// <param name="Base">By itself.</param>
/// <param name="Weight">That times how rare it is.</param>
internal readonly record struct GroupWeight(double Base, double Weight);
