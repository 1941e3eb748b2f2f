namespace Chat.Webhooks.Dispatch;

/// <summary>What a look at the database found.</summary>
/// <param name="Deliveries">Claimed, to be attempted now.</param>
/// <param name="NextDueIn">The wait until a further delivery is due; zero or less when one is; null when none waits.</param>
internal sealed record ClaimBatch(IReadOnlyList<ClaimedDelivery> Deliveries, TimeSpan? NextDueIn);
