namespace Aspire.Hosting.Orchestration;

/// <summary>The pause before a crashed process is started again: 0.2 s, doubled up to 5 s, afresh after 30 s of health.</summary>
internal sealed class RestartBackoff
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_forgivenAfter = TimeSpan.FromSeconds(30);

    private TimeSpan _next = s_first;

    public TimeSpan Next(TimeSpan healthyFor)
    {
        var pause = healthyFor >= s_forgivenAfter ? s_first : _next;
        _next = pause * 2 < s_longest ? pause * 2 : s_longest;
        return pause;
    }
}
