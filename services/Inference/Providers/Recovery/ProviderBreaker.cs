using Polly;
using Polly.CircuitBreaker;

namespace Chat.Inference.Providers.Recovery;

/// <summary>Leaves a provider alone for a while that only fails, then lets one try find out whether it is well.</summary>
internal sealed class ProviderBreaker
{
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<OpenedAnswer> _pipeline;

    /// <summary>Closed.</summary>
    public ProviderBreaker(
        RecoveryOptions options,
        TimeProvider timeProvider,
        IChatProvider provider,
        ProviderLog log
    ) =>
        _pipeline = new ResiliencePipelineBuilder<OpenedAnswer> { TimeProvider = timeProvider }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<OpenedAnswer>
                {
                    FailureRatio = options.BreakerFailureRatio,
                    MinimumThroughput = options.BreakerMinimumTries,
                    SamplingDuration = options.BreakerWindow,
                    BreakDuration = options.BreakerRest,
                    StateProvider = _state,
                    ShouldHandle = arguments => ValueTask.FromResult(IsFault(arguments.Outcome)),
                    OnOpened = _ =>
                    {
                        log.BreakerOpened(provider.Name, provider.Model);
                        return ValueTask.CompletedTask;
                    },
                    OnClosed = _ =>
                    {
                        log.BreakerClosed(provider.Name, provider.Model);
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();

    /// <summary>Whether tries are let through.</summary>
    public CircuitState State => _state.CircuitState;

    /// <summary>Tries, unless the provider rests: then <see cref="ProviderFailureKind.CircuitOpen"/> at once.</summary>
    public async ValueTask<OpenedAnswer> TryAsync<TState>(
        Func<TState, CancellationToken, ValueTask<OpenedAnswer>> attempt,
        TState state,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _pipeline.ExecuteAsync(attempt, state, cancellationToken);
        }
        catch (BrokenCircuitException exception)
        {
            return OpenedAnswer.Failed(new ProviderFailure(ProviderFailureKind.CircuitOpen, exception.RetryAfter));
        }
    }

    /// <summary>A caller who leaves says nothing about the provider, so the try that was to find out found nothing.</summary>
    private bool IsFault(Outcome<OpenedAnswer> outcome) =>
        outcome.Exception is null
            ? outcome.Result.Failure is { } failure && RecoveryTable.For(failure.Kind).Trips
            : _state.CircuitState == CircuitState.HalfOpen;
}
