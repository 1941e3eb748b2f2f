namespace Chat.Webhooks.Events;

/// <summary>What a reply cost.</summary>
/// <param name="Provider"><c>local</c>, <c>openai</c>, ...</param>
/// <param name="Model">The model, as its provider names it.</param>
/// <param name="InputTokens">Tokens of the prompt.</param>
/// <param name="OutputTokens">Tokens of the reply.</param>
/// <param name="Estimated">True when the provider did not count them.</param>
internal sealed record UsageData(string Provider, string Model, long InputTokens, long OutputTokens, bool Estimated);
