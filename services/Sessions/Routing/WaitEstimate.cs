namespace Chat.Sessions.Routing;

/// <summary>How long somebody will wait in the queue.</summary>
internal static class WaitEstimate
{
    /// <summary>How long a conversation is taken to last while none was resolved yet.</summary>
    public static readonly TimeSpan AssumedHandling = TimeSpan.FromMinutes(5);

    /// <summary>How many of the conversations resolved last count.</summary>
    public const int Sample = 50;

    /// <summary>
    /// Agents who hold n conversations at once end one every mean / n: the k-th in the queue waits k times as long. Whole
    /// minutes, at least one; null while nobody is online, because then nobody knows.
    /// </summary>
    /// <param name="place">From 1.</param>
    /// <param name="meanHandling">From assignment to resolution; null: nothing known.</param>
    /// <param name="slots">Capacity of all agents who are online and active.</param>
    public static TimeSpan? Of(int place, TimeSpan? meanHandling, int slots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(place, 1);
        if (slots < 1)
        {
            return null;
        }

        var minutes = Math.Ceiling((meanHandling ?? AssumedHandling).TotalMinutes * place / slots);
        return TimeSpan.FromMinutes(Math.Max(1, minutes));
    }

    /// <summary>How many conversations the agents who are there can hold at once.</summary>
    public static int Slots(IEnumerable<RoutingAgent> agents) =>
        agents.Where(agent => agent is { IsActive: true, IsOnline: true }).Sum(agent => agent.Capacity);
}
