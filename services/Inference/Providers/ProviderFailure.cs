namespace Chat.Inference.Providers;

/// <summary>An expected failure of a provider.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="RetryAfter">How long the provider asks to wait, if it said so.</param>
/// <param name="Status">HTTP status of the provider's answer, if there was one. For logs; never shown to callers.</param>
internal sealed record ProviderFailure(ProviderFailureKind Kind, TimeSpan? RetryAfter = null, int? Status = null);
