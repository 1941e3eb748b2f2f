namespace Chat.Sessions.VisitorDetails;

/// <summary>What a visitor says of itself.</summary>
internal sealed record ClaimedAnswer(string? Name, string? Email, string? Phone);
