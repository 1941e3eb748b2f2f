namespace Chat.Webhooks.Events;

/// <summary>What a customer thinks of a conversation.</summary>
/// <param name="Type"><c>thumbs</c>, <c>stars</c> or <c>emoji</c>; left out: a plain 1 to 5.</param>
/// <param name="Value">Thumbs: 0 or 1; the others 1 to 5.</param>
/// <param name="Satisfaction">1 to 5, whatever it was rated with.</param>
internal sealed record RatingData(string? Type, int Value, int Satisfaction);
