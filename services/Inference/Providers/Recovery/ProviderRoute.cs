using System.Runtime.CompilerServices;
using Chat.Inference.Prompts;

namespace Chat.Inference.Providers.Recovery;

/// <summary>The provider of a tenant and, before the first token, whoever takes over from it.</summary>
internal sealed class ProviderRoute(ProviderLine line, ProviderLine? fallback, ProviderLog log) : IChatProvider
{
    /// <inheritdoc />
    public string Name => line.Provider.Name;

    /// <inheritdoc />
    public string Model => line.Provider.Model;

    /// <inheritdoc />
    public async IAsyncEnumerable<ProviderEvent> StreamAsync(
        ChatPrompt prompt,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var opened = default(OpenedAnswer);
        await foreach (var tried in line.TriesAsync(prompt, cancellationToken))
        {
            opened = tried;
            if (Told(line, tried) is { } told)
            {
                yield return told;
            }
        }
        if (fallback is not null && opened.Failure is { } failure && RecoveryTable.For(failure.Kind).FallBack)
        {
            var (name, model) = (fallback.Provider.Name, fallback.Provider.Model);
            log.FallbackTakesOver(name, model, Name, failure.Kind);
            yield return Failed(line, opened);
            yield return new ProviderSwitched(name, model);
            await foreach (var tried in fallback.TriesAsync(prompt, cancellationToken))
            {
                opened = tried;
                if (Told(fallback, tried) is { } told)
                {
                    yield return told;
                }
            }
        }
        await using var rest = opened.Rest;
        if (opened.Usage is not null)
        {
            yield return opened.Usage;
        }
        yield return opened.First;
        while (rest is not null && await rest.MoveNextAsync())
        {
            yield return rest.Current;
        }
    }

    private static ProviderEvent? Told(ProviderLine asked, OpenedAnswer tried) =>
        tried.IsRetried ? Failed(asked, tried) : tried.First as ProviderTriedAgain;

    private static ProviderTryFailed Failed(ProviderLine asked, OpenedAnswer tried) =>
        new(asked.Provider.Name, asked.Provider.Model, tried.Failure!, tried.Usage);
}
