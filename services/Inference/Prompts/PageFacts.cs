namespace Chat.Inference.Prompts;

/// <summary>Where the visitor is, as the browser says: data, never instructions.</summary>
internal sealed record PageFacts(string Url, string Title, string Description, string ContentSnippet);
