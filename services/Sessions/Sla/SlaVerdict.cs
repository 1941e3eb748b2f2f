namespace Chat.Sessions.Sla;

/// <summary>How a conversation stands to its targets.</summary>
/// <param name="Missed">Targets that were missed and not yet told of.</param>
/// <param name="CheckAt">When to look again: nothing can be missed before; null: never again.</param>
internal sealed record SlaVerdict(IReadOnlyList<SlaTarget> Missed, DateTime? CheckAt);
