using System.Runtime.CompilerServices;
using Chat.Inference.Prompts;

namespace Chat.Inference.Providers.Local;

/// <summary>The embedded default: answers from the passages, without any model, the same way each time.</summary>
internal sealed class LocalProvider : IChatProvider
{
    /// <summary>What the ledger calls it, as provider and as model.</summary>
    public const string ProviderName = "local";

    /// <inheritdoc />
    public string Name => ProviderName;

    /// <inheritdoc />
    public string Model => ProviderName;

    /// <inheritdoc />
    public async IAsyncEnumerable<ProviderEvent> StreamAsync(
        ChatPrompt prompt,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // Everything is there at once; the await only makes the compiler see an asynchronous stream.
        await ValueTask.CompletedTask;
        var answer = LocalAnswerer.Answer(prompt);
        foreach (var word in Words(answer))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ProviderDelta(word);
        }
        yield return new ProviderCompleted(StopReason.EndOfTurn, ProviderName);
    }

    /// <summary>Cuts before each word, so that the parts joined are the text.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var index = 1; index < text.Length; index++)
        {
            if (char.IsWhiteSpace(text[index]) && !char.IsWhiteSpace(text[index - 1]))
            {
                yield return text[start..index];
                start = index;
            }
        }
        if (start < text.Length)
        {
            yield return text[start..];
        }
    }
}
