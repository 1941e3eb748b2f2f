using System.Runtime.CompilerServices;
using Chat.Inference.Prompts;
using Chat.Inference.Providers;

namespace Chat.Inference.Fakes;

/// <summary>A provider that fails as often as it is told to and then answers.</summary>
internal sealed class FlakyProvider : IChatProvider
{
    public string Name => "flaky";

    public string Model => "model-0";

    /// <summary>What the next tries end in.</summary>
    public Queue<ProviderFailure> Failures { get; } = [];

    /// <summary>Never says anything.</summary>
    public bool Hangs { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Tries { get; private set; }

    public async IAsyncEnumerable<ProviderEvent> StreamAsync(
        ChatPrompt prompt,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        Tries++;
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        if (Failures.TryDequeue(out var failure))
        {
            yield return new ProviderFailed(failure);
            yield break;
        }
        yield return new ProviderDelta("Hello");
        yield return new ProviderCompleted(StopReason.EndOfTurn, null);
    }
}
