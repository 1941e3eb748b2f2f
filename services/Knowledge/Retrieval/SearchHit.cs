using Chat.Knowledge.Corpora;

namespace Chat.Knowledge.Retrieval;

/// <summary>A passage found.</summary>
/// <param name="Score">0 to 1.</param>
/// <param name="Chunk">The passage.</param>
internal readonly record struct SearchHit(double Score, CorpusChunk Chunk);
