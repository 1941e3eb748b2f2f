namespace Chat.Sessions.Presence;

/// <summary>Since when agents have been nowhere; used by one loop alone.</summary>
internal sealed class AbsentAgents(TimeProvider time)
{
    private Dictionary<AgentKey, long> since = [];

    /// <summary>Those of <paramref name="absent"/> who have been so for the grace; who is not in it came back.</summary>
    public HashSet<AgentKey> Gone(IEnumerable<AgentKey> absent, TimeSpan grace)
    {
        var now = new Dictionary<AgentKey, long>();
        foreach (var agent in absent)
        {
            now[agent] = since.TryGetValue(agent, out var then) ? then : time.GetTimestamp();
        }

        since = now;
        return [.. now.Where(entry => time.GetElapsedTime(entry.Value) >= grace).Select(entry => entry.Key)];
    }

    /// <summary>Nothing is known for now: everybody's grace begins anew.</summary>
    public void Forget() => since.Clear();
}
