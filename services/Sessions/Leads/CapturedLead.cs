namespace Chat.Sessions.Leads;

/// <summary>What came of capturing one.</summary>
/// <param name="Lead">As it is stored.</param>
/// <param name="Duplicate">It was stored before.</param>
internal sealed record CapturedLead(Lead Lead, bool Duplicate);
