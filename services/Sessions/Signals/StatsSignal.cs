namespace Chat.Sessions.Signals;

/// <summary>The tenant's figures at this moment; see chat.sessions.v1.Stats.</summary>
internal sealed record StatsSignal : Signal
{
    public required int Open { get; init; }
    public required int Queued { get; init; }
    public required int Assigned { get; init; }
    public required int ResolvedToday { get; init; }
    public required int Agents { get; init; }
    public required int AgentsOnline { get; init; }

    public override string Key => "stats";
}
