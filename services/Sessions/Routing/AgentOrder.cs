namespace Chat.Sessions.Routing;

/// <summary>The strategies: who of several agents gets the next conversation. Total orders, so that a choice never depends on chance.</summary>
internal static class AgentOrder
{
    /// <summary>The least part of its capacity in use; then the longest without a new conversation.</summary>
    public static IComparer<RoutingAgent> LeastBusy { get; } =
        Comparer<RoutingAgent>.Create(
            static (left, right) =>
            {
                // Fractions compared without division: load / capacity.
                var byLoad = ((long)left.Load * right.Capacity).CompareTo((long)right.Load * left.Capacity);
                return byLoad != 0 ? byLoad : ByTurn(left, right);
            }
        );

    /// <summary>The longest without a new conversation.</summary>
    public static IComparer<RoutingAgent> RoundRobin { get; } = Comparer<RoutingAgent>.Create(ByTurn);

    private static int ByTurn(RoutingAgent left, RoutingAgent right)
    {
        var byTurn = Nullable.Compare(left.LastAssignedAt, right.LastAssignedAt);
        return byTurn != 0 ? byTurn : left.Id.CompareTo(right.Id);
    }
}
