namespace Chat.Sessions.CannedResponses;

/// <summary>A canned response with its variables filled in.</summary>
/// <param name="Text">What can be sent.</param>
/// <param name="Missing">Variables nobody knew, in the order of the alphabet: their fallback, or nothing, stands there.</param>
internal sealed record RenderedText(string Text, IReadOnlyList<string> Missing);
