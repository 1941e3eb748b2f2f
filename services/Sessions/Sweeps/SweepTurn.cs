namespace Chat.Sessions.Sweeps;

/// <summary>A batch to be looked at: those of a tenant that a rule is about, behind one.</summary>
internal sealed record SweepTurn(Guid TenantId, SweepRule Rule, Guid After, bool IsFirst);
