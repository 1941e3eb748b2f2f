using System.Runtime.CompilerServices;
using Chat.Inference.Prompts;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace Chat.Inference.Providers.Recovery;

/// <summary>One provider with everything that gets an answer out of it: time-outs, retries, breaker.</summary>
/// <remarks>Retries happen only before the first token; after it the visitor has seen text that cannot be taken back.</remarks>
internal sealed class ProviderLine(
    IChatProvider provider,
    ProviderWatchdog watchdog,
    IOptions<RecoveryOptions> options,
    TimeProvider timeProvider,
    ProviderLog log
)
{
    private readonly RecoveryOptions _options = options.Value;
    private readonly ProviderBreaker _breaker = new(options.Value, timeProvider, provider, log);

    /// <summary>The provider itself.</summary>
    public IChatProvider Provider => provider;

    /// <summary>Whether the provider is asked at present.</summary>
    public CircuitState Circuit => _breaker.State;

    /// <summary>
    /// Gets an answer to begin: gives each try, and when the next one is made behind a wait; the last one is what came of it.
    /// </summary>
    public async IAsyncEnumerable<OpenedAnswer> TriesAsync(
        ChatPrompt prompt,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var began = timeProvider.GetTimestamp();
        for (var retries = 0; ; retries++)
        {
            var opened = await _breaker.TryAsync(
                static (state, token) => state.Line.TryAsync(state.prompt, state.began, token),
                (Line: this, prompt, began),
                cancellationToken
            );
            if (opened.Failure is not { } failure)
            {
                yield return opened;
                yield break;
            }
            log.TryFailed(provider.Name, provider.Model, failure.Kind, failure.Status, retries + 1);
            if (DelayBefore(retries, failure) is not { } delay || delay >= watchdog.LeftOf(began))
            {
                yield return opened;
                yield break;
            }
            yield return opened with
            {
                IsRetried = true,
            };
            await Task.Delay(delay, timeProvider, cancellationToken);
            yield return OpenedAnswer.TriedAgain;
        }
    }

    private async ValueTask<OpenedAnswer> TryAsync(ChatPrompt prompt, long began, CancellationToken cancellationToken)
    {
        var steps = watchdog
            .StreamAsync(provider, prompt, began, cancellationToken)
            .GetAsyncEnumerator(CancellationToken.None);
        var isOpen = false;
        try
        {
            ProviderUsage? usage = null;
            while (await steps.MoveNextAsync() && steps.Current is ProviderUsage or ProviderProgress)
            {
                usage = steps.Current as ProviderUsage ?? usage;
            }
            isOpen = steps.Current is not ProviderFailed;
            return new OpenedAnswer(steps.Current, usage, isOpen ? steps : null);
        }
        finally
        {
            if (!isOpen)
            {
                await steps.DisposeAsync();
            }
        }
    }

    /// <summary>Null: no further retry.</summary>
    private TimeSpan? DelayBefore(int retries, ProviderFailure failure)
    {
        if (retries >= _options.MaxRetries || !RecoveryTable.For(failure.Kind).Retry)
        {
            return null;
        }
        if (failure.RetryAfter is { } asked)
        {
            // Later than asked, never sooner, and not all at the same moment.
            return asked <= _options.MaxRetryDelay ? asked * (1 + (0.25 * Random.Shared.NextDouble())) : null;
        }
        var doubled = _options.RetryDelay * Math.Pow(2, retries) * (0.5 + Random.Shared.NextDouble());
        return doubled < _options.MaxRetryDelay ? doubled : _options.MaxRetryDelay;
    }
}
