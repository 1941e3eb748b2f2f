namespace Chat.Inference.Prompts;

/// <summary>Something the model may ask us to do.</summary>
/// <param name="Name">What the model calls it: a letter or <c>_</c>, then at most 63 letters, digits, <c>_</c> or <c>-</c>.</param>
/// <param name="Description">What it does and when to use it, for the model.</param>
/// <param name="Schema">JSON Schema of its arguments, an object, as UTF-8. It goes to the provider as it is.</param>
internal sealed record ToolDefinition(string Name, string Description, ReadOnlyMemory<byte> Schema);
