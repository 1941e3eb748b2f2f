namespace Chat.Inference.Tools;

/// <summary>A call that is over.</summary>
/// <param name="Place">Which of the round's calls, from 0.</param>
/// <param name="Outcome">What came of it.</param>
internal readonly record struct EndedCall(int Place, ToolOutcome Outcome);
