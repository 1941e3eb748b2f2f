namespace Chat.Streams.Bench;

/// <summary>What each stream is to bring.</summary>
/// <param name="Tokens">Words of the answer.</param>
/// <param name="GapMs">Milliseconds between two of them at the upstream.</param>
/// <param name="StallMs">A longer silence between two frames is a stall, in milliseconds.</param>
internal sealed record StreamPlan(int Tokens, int GapMs, int StallMs)
{
    /// <summary>After this the run is ended: ten times what the answer takes, and a minute.</summary>
    public TimeSpan Longest => TimeSpan.FromMilliseconds(10.0 * Tokens * GapMs) + TimeSpan.FromMinutes(1);
}
