namespace Chat.Inference.Prompts;

/// <summary>The model's wish that a tool be run.</summary>
/// <param name="Id">Unique within its reply. The provider's, or made by us where the provider gives none.</param>
/// <param name="Name">The tool; the model may invent names.</param>
/// <param name="ArgumentsJson">What the model wrote as arguments. Meant to be a JSON object, but nobody promises it.</param>
/// <param name="Signature">What a provider wants back unchanged with the call's result; null: nothing.</param>
internal sealed record ToolCall(string Id, string Name, string ArgumentsJson, string? Signature = null);
