namespace Chat.Sessions.CannedResponses;

/// <summary>A category in use.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">How many canned responses have it.</param>
internal sealed record CannedCategory(string Name, int Count);
