namespace Chat.Inference.Prompts;

/// <summary>A call and what came of it. Always both: providers refuse a prompt with one of them alone.</summary>
/// <param name="Call">What the model asked for.</param>
/// <param name="Result">What the tool answered, as text or JSON text; a failure's description if it failed.</param>
/// <param name="Failed">The tool did not do what it was asked to.</param>
internal sealed record ToolExchange(ToolCall Call, string Result, bool Failed);
