namespace Chat.Knowledge.Corpora;

/// <summary>A chunk in memory.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Document">The document it is of.</param>
/// <param name="Text">FAQ: the answer; else a part of the text.</param>
internal sealed record CorpusChunk(Guid Id, CorpusDocument Document, string Text);
