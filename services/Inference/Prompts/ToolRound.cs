namespace Chat.Inference.Prompts;

/// <summary>One turn of the model that ended in tool calls, with their results.</summary>
/// <param name="Text">What the model said before it called; often empty.</param>
/// <param name="Exchanges">The calls of the turn, in the model's order; at least one.</param>
internal sealed record ToolRound(string Text, IReadOnlyList<ToolExchange> Exchanges);
