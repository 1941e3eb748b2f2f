namespace Chat.Inference.Providers;

/// <summary>A piece of a tool call, as a vendor streams it.</summary>
/// <param name="Index">Place among the calls as the vendor counts; null: it does not.</param>
/// <param name="Id">The call's id; empty: said before, or never.</param>
/// <param name="Name">The tool; empty: said before.</param>
/// <param name="Arguments">More of the arguments; may be empty.</param>
/// <param name="Signature">As in <see cref="Prompts.ToolCall"/>; null: none, or said before.</param>
internal readonly record struct ToolCallPart(
    int? Index,
    string Id,
    string Name,
    string Arguments,
    string? Signature = null
);
