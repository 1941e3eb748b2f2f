using System.Runtime.CompilerServices;
using Chat.Inference.Prompts;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.Recovery;

/// <summary>Puts an end to a provider that keeps us waiting, whichever it is.</summary>
internal sealed class ProviderWatchdog(IOptions<ProvidersOptions> options, TimeProvider timeProvider)
{
    /// <summary>How much of the wait for the first token is left.</summary>
    /// <param name="began">When the provider was first asked for this answer.</param>
    public TimeSpan LeftOf(long began)
    {
        var left = options.Value.FirstTokenTimeout - timeProvider.GetElapsedTime(began);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>The provider's stream; ends with <see cref="ProviderFailed"/> when a time-out strikes.</summary>
    /// <remarks>
    /// The clock runs only while we wait for the provider, never while our reader is slow. Whatever comes of the answer
    /// is a sign of life and starts the wait anew, but only text or a whole call makes it one that has begun. A step that
    /// completes synchronously stays synchronous.
    /// </remarks>
    public async IAsyncEnumerable<ProviderEvent> StreamAsync(
        IChatProvider provider,
        ChatPrompt prompt,
        long began,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        await using var steps = provider.StreamAsync(prompt, either.Token).GetAsyncEnumerator(CancellationToken.None);
        var left = LeftOf(began);
        var (isAlive, anyText) = (false, false);
        while (true)
        {
            var next = steps.MoveNextAsync();
            var waits = !next.IsCompleted;
            if (waits)
            {
                patience.CancelAfter(left);
            }
            var outcome = await WaitAsync(next, patience, cancellationToken);
            if (waits)
            {
                patience.CancelAfter(Timeout.InfiniteTimeSpan);
            }
            if (outcome != Outcome.Step)
            {
                yield return new ProviderFailed(Failure(outcome, anyText));
                yield break;
            }
            yield return steps.Current;
            if (steps.Current is ProviderCompleted or ProviderFailed)
            {
                yield break;
            }
            anyText |= steps.Current is ProviderDelta or ProviderToolCall;
            isAlive |= anyText || steps.Current is ProviderProgress;
            left = isAlive ? options.Value.IdleTimeout : LeftOf(began);
        }
    }

    private static async ValueTask<Outcome> WaitAsync(
        ValueTask<bool> next,
        CancellationTokenSource patience,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await next ? Outcome.Step : Outcome.Ended;
        }
        catch (OperationCanceledException)
            when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Outcome.TimedOut;
        }
    }

    private static ProviderFailure Failure(Outcome outcome, bool anyText) =>
        new(
            (outcome, anyText) switch
            {
                (Outcome.Ended, _) => ProviderFailureKind.CutOff,
                (_, true) => ProviderFailureKind.IdleTimeout,
                _ => ProviderFailureKind.FirstTokenTimeout,
            }
        );

    private enum Outcome
    {
        Step,
        Ended,
        TimedOut,
    }
}
