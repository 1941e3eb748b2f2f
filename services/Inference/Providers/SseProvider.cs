using System.Runtime.CompilerServices;
using Chat.Inference.Prompts;
using Chat.Inference.Providers.Gathering;

namespace Chat.Inference.Providers;

/// <summary>A vendor that answers one POST with a stream of server-sent events.</summary>
internal abstract class SseProvider(string model, WordGathering gathering) : IChatProvider
{
    /// <inheritdoc />
    public abstract string Name { get; }

    /// <inheritdoc />
    public string Model => model;

    /// <inheritdoc />
    public async IAsyncEnumerable<ProviderEvent> StreamAsync(
        ChatPrompt prompt,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var response = await AskAsync(prompt, cancellationToken);
        if (response.Answer is null)
        {
            yield return new ProviderFailed(response.Failure!);
            yield break;
        }
        gathering.Enter();
        try
        {
            ProviderEvent step;
            do
            {
                step = await response.Answer.ReadAsync(gathering, cancellationToken);
                yield return step;
            } while (step is not (ProviderCompleted or ProviderFailed));
        }
        finally
        {
            gathering.Leave();
        }
    }

    /// <summary>Sends the request; complete when the answer's headers are there.</summary>
    protected abstract Task<SseResponse> SendAsync(ChatPrompt prompt, CancellationToken cancellationToken);

    /// <summary>Whether an exception of the vendor's SDK says that there was no connection or that it broke.</summary>
    protected virtual bool IsConnectionFault(Exception exception) => exception is HttpRequestException or IOException;

    private async Task<SseResponse> AskAsync(ChatPrompt prompt, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(prompt, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // How the handler says that connecting took too long.
            return new SseResponse(ProviderFailureKind.Unreachable);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && IsConnectionFault(exception))
        {
            return new SseResponse(ProviderFailureKind.Unreachable);
        }
    }
}
