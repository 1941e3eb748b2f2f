namespace Chat.Sessions.Sla;

/// <summary>A message that waits for an answer.</summary>
internal sealed record UnansweredMessage(long Sequence, DateTime At);
