namespace Chat.Inference.Providers.Recovery;

/// <summary>What is done about each failure before the first token: the one table.</summary>
internal static class RecoveryTable
{
    /// <summary>The row of one kind.</summary>
    /// <param name="Retry">Ask the same provider again.</param>
    /// <param name="FallBack">Ask the fallback.</param>
    /// <param name="Trips">It counts against the provider and may open its breaker.</param>
    /// <param name="Costs">The provider had read the prompt by then, so it will be paid for though nothing was counted.</param>
    internal readonly record struct Row(bool Retry, bool FallBack, bool Trips, bool Costs);

    /// <summary>Looks a kind up.</summary>
    public static Row For(ProviderFailureKind kind) =>
        kind switch
        {
            ProviderFailureKind.Unreachable => new(Retry: true, FallBack: true, Trips: true, Costs: false),
            ProviderFailureKind.RateLimited => new(Retry: true, FallBack: true, Trips: true, Costs: false),
            ProviderFailureKind.Overloaded => new(Retry: true, FallBack: true, Trips: true, Costs: false),
            ProviderFailureKind.CutOff => new(Retry: true, FallBack: true, Trips: true, Costs: true),
            ProviderFailureKind.Malformed => new(Retry: true, FallBack: true, Trips: true, Costs: true),
            // The visitor has waited as long as a visitor should for this one.
            ProviderFailureKind.FirstTokenTimeout => new(Retry: false, FallBack: true, Trips: true, Costs: true),
            // Come only after the first token, when none of this applies.
            ProviderFailureKind.IdleTimeout => new(Retry: false, FallBack: false, Trips: false, Costs: true),
            ProviderFailureKind.TooManyToolRounds => new(Retry: false, FallBack: false, Trips: false, Costs: true),
            // Nothing is wrong with the provider as such, and the same question would get the same answer.
            ProviderFailureKind.Unauthorized => new(Retry: false, FallBack: true, Trips: false, Costs: false),
            ProviderFailureKind.Rejected => new(Retry: false, FallBack: true, Trips: false, Costs: false),
            ProviderFailureKind.Empty => new(Retry: false, FallBack: true, Trips: false, Costs: true),
            ProviderFailureKind.CircuitOpen => new(Retry: false, FallBack: true, Trips: false, Costs: false),
            // A filter is not to be walked round by asking somebody else.
            ProviderFailureKind.ContentFiltered => new(Retry: false, FallBack: false, Trips: false, Costs: true),
            ProviderFailureKind.Refused => new(Retry: false, FallBack: false, Trips: false, Costs: true),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Every kind of failure needs a row."),
        };
}
