namespace Chat.Sessions.CannedResponses;

/// <summary>The categories in use, in the order of the alphabet.</summary>
internal sealed record CannedCategoriesAnswer(IReadOnlyList<CannedCategory> Data);
